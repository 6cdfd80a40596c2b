-- The plan of reach: what it reads, and who still needs to be told.

alter table delivery
    -- At once for at least one of those behind it, whatever another guardian of the child does. Later steps stop when the
    -- child is covered.
    add column first boolean not null default true;

-- Opened by a signed link, without signing in.
create table link_read (
    post_id uuid not null references post,
    account_id uuid not null references account,
    at timestamptz not null,
    primary key (post_id, account_id)
);

-- Devices that get push notices; the subscriptions' own migration puts its table here.
create view push_device as
    select null::uuid as account_id, null::uuid as id where false;

-- What people chose; the preferences' own migration puts its table here. category may be '*'; choice: 'no' or 'digest'.
create view reach_choice as
    select null::uuid as person_id, null::text as category, null::text as route, null::text as choice where false;

-- Those of whom the plan found no route at all, or who must be called: a word why, no personal data.
create table untold (
    post_id uuid not null references post,
    account_id uuid not null references account,
    round int not null,
    reason text not null, -- no_address, opted_out, suppressed, not_allowed, no_carrier, no_budget
    at timestamptz not null,
    primary key (post_id, account_id, round)
);

-- The children whom a post is about. Empty for what goes to staff or between two people.
create view post_pupil as
    select p.id as post_id, ap.pupil_id
      from post p join post_audience x on x.post_id = p.id
      join audience_pupil ap on ap.scope = x.scope and ap.ref = x.ref
     where p.targeted
    union all
    select p.id, u.person_id
      from post p join channel c on c.id = p.channel_id
      join pupil u on u.class_id = c.class_id and u.left_at is null
     where c.kind = 'class_families'
    union all
    select p.id, u.person_id
      from post p join channel c on c.id = p.channel_id
      join pupil u on u.person_id = c.pupil_id and u.left_at is null
     where c.kind = 'liaison'
    union all
    select p.id, u.person_id
      from post p join channel c on c.id = p.channel_id
      join pupil u on u.school_id = c.school_id and u.left_at is null
     where c.kind = 'school_notice';

-- Whether an account knows the post's text of today: a correction must be read again.
create function has_read(post uuid, account uuid, correction boolean) returns boolean language sql stable as $$
    select exists (
        select 1 from post p join read_cursor rc on rc.channel_id = p.channel_id
         where p.id = post and rc.account_id = account
           and rc.seq >= case when correction
               then (select max(e.seq) from post_event e where e.post_id = p.id and e.kind in ('posted', 'edited'))
               else p.seq end)
        or exists (select 1 from link_read l join post p on p.id = l.post_id
            where l.post_id = post and l.account_id = account and (not correction or l.at >= p.edited_at))
$$;

-- Whether the goal is met by one person, for one child or, with no child named, for themselves.
create function goal_met(post uuid, goal text, account uuid, person uuid, pupil uuid, correction boolean)
    returns boolean language sql stable as $$
    select case goal
        when 'never' then false
        when 'signed' then exists (
            select 1 from signature s where s.post_id = post and s.person_id = person and s.pupil_id = pupil)
        when 'delivered' then has_read(post, account, correction) or exists (
            select 1 from delivery d join delivery_person dp on dp.delivery_id = d.id
             where d.post_id = post and dp.account_id = account
               and (d.state = 'delivered' or d.state = 'submitted' and d.route <> 'sms'))
        else has_read(post, account, correction) or exists (
            select 1 from signature s where s.post_id = post and s.person_id = person)
        end
$$;

-- Those behind a delivery's address who may still need it: their address today, and whether they need no more telling:
-- they did what the author asks for, or, after the first step, one guardian of each of their children did and one is
-- enough. Who has no parental authority has done what they can when they have read.
create or replace view reader as
    select dp.delivery_id, a.id as account_id,
        case d.route when 'sms' then q.phone_mobile when 'email' then lower(q.email) else d.address end as address,
        d.unless <> 'never' and (
            case when d.unless = 'signed' and exists (
                    select 1 from guardianship g join post_pupil pp on pp.pupil_id = g.pupil_id and pp.post_id = d.post_id
                     where g.guardian_id = dp.person_id and g.ended_at is null and g.rights = 'legal')
                then not exists (
                    select 1 from guardianship g join post_pupil pp on pp.pupil_id = g.pupil_id and pp.post_id = d.post_id
                     where g.guardian_id = dp.person_id and g.ended_at is null and g.rights = 'legal'
                       and not goal_met(d.post_id, 'signed', a.id, dp.person_id, g.pupil_id, false))
                else goal_met(d.post_id, case d.unless when 'signed' then 'read' else d.unless end, a.id, dp.person_id,
                    null, d.purpose = 'correction') end
            or (p.cover = 'one' and not d.first and a.profile = 'guardian' and exists (
                    select 1 from guardianship g join post_pupil pp on pp.pupil_id = g.pupil_id and pp.post_id = d.post_id
                     where g.guardian_id = dp.person_id and g.ended_at is null)
                and not exists (
                    select 1 from guardianship g join post_pupil pp on pp.pupil_id = g.pupil_id and pp.post_id = d.post_id
                     where g.guardian_id = dp.person_id and g.ended_at is null
                       and not exists (
                        select 1 from guardianship o
                          join account oa on oa.person_id = o.guardian_id and oa.profile = 'guardian' and oa.ended_at is null
                         where o.pupil_id = g.pupil_id and o.ended_at is null
                           and (p.goal <> 'signed' or o.rights = 'legal')
                           and goal_met(d.post_id, p.goal, oa.id, o.guardian_id, g.pupil_id,
                                d.purpose = 'correction'))))) as satisfied
      from delivery_person dp
      join delivery d on d.id = dp.delivery_id
      join post p on p.id = d.post_id
      join person q on q.id = dp.person_id and q.left_at is null
      join account a on a.id = dp.account_id and a.ended_at is null;
