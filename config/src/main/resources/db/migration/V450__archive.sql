-- What is over moves out of the tables that workers search, into months that are dropped whole. See docs/scale.md.

-- Deliveries that ended some time ago, with those whom they were for; their tries and reports are only counted. A month is
-- that of the post: post ids sort by time, so all of a post's deliveries lie in one partition, which its id names. Nothing
-- refers to them and they refer to nothing, so that dropping a month costs nothing.
create table delivery_archive (
    post_id uuid not null,
    id bigint not null,
    people uuid[] not null,
    accounts uuid[] not null, -- of the people, in their order
    address text not null, -- to tell a correction where the old text lies
    route text not null,
    step int not null,
    round int not null,
    purpose text not null,
    state text not null,
    reason text,
    code int,
    segments int,
    charged int not null,
    payer_kind text,
    payer_id uuid,
    provider text,
    provider_id text,
    tries int not null,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    primary key (post_id, id)
) partition by range (post_id);
create table delivery_archive_other partition of delivery_archive default; -- posts whose ids do not sort by time

-- The smallest id of a post (UUID version 7) of this moment or later.
create function first_post_id(moment timestamptz) returns uuid language sql immutable as $$
    select (lpad(to_hex((extract(epoch from moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- Makes the partition of a month, from its first day in UTC, unless it is there.
create function make_archive_month(month date) returns void language plpgsql as $$
declare name text := 'delivery_archive_' || to_char(month, 'YYYY_MM');
begin
    if to_regclass(name) is null then
        execute format('create table %I partition of delivery_archive for values from (%L) to (%L)', name,
            first_post_id(month::timestamp at time zone 'UTC'),
            first_post_id((month + interval '1 month') at time zone 'UTC'));
    end if;
end $$;

-- Drops every month before this one; how many.
create function drop_archive_months(kept date) returns int language plpgsql as $$
declare name text; dropped int := 0;
begin
    for name in
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
         where i.inhparent = 'delivery_archive'::regclass and c.relname ~ '^delivery_archive_\d{4}_\d\d$'
           and c.relname < 'delivery_archive_' || to_char(kept, 'YYYY_MM')
    loop
        execute format('drop table %I', name);
        dropped := dropped + 1;
    end loop;
    return dropped;
end $$;

-- Who is erased is erased here too; what a message cost stays.
create function erase_from_archive() returns trigger language plpgsql as $$
begin
    update delivery_archive a
       set people = array(select p.id from unnest(a.people) with ordinality as p (id, place)
                where p.id not in (select id from erased) order by p.place),
           accounts = array(select p.account from unnest(a.people, a.accounts) with ordinality as p (id, account, place)
                where p.id not in (select id from erased) order by p.place),
           address = case when exists (select 1 from unnest(a.people) as p (id) where p.id not in (select id from erased))
                then a.address else '' end
     where a.people && (select array_agg(id) from erased);
    return null;
end $$;
create trigger person_erased after delete on person referencing old table as erased
    for each statement execute function erase_from_archive();

-- Messages of a month that lie in the archive; those of the others are counted where they are.
alter table sms_spent add column archived int not null default 0;

-- Every delivery there is or was: for what is asked about one post.
create view delivery_ever as
    select post_id, id, route, address, state, reason, segments from delivery
    union all
    select post_id, id, route, address, state, reason, segments from delivery_archive;

-- For whom they are or were.
create view delivery_person_ever as
    select d.post_id, d.id, dp.person_id, dp.account_id, d.route, d.state, d.reason, d.due_at
      from delivery d join delivery_person dp on dp.delivery_id = d.id
    union all
    select a.post_id, a.id, p.person_id, p.account_id, a.route, a.state, a.reason, null
      from delivery_archive a cross join unnest(a.people, a.accounts) as p (person_id, account_id);

-- As before, and: what is in the archive was delivered, too.
create or replace function goal_met(post uuid, goal text, account uuid, person uuid, pupil uuid, correction boolean)
    returns boolean language sql stable as $$
    select case goal
        when 'never' then false
        when 'signed' then exists (
            select 1 from signature s where s.post_id = post and s.person_id = person and s.pupil_id = pupil)
        when 'delivered' then has_read(post, account, correction) or exists (
            select 1 from delivery_person_ever d
             where d.post_id = post and d.account_id = account
               and (d.state = 'delivered' or d.state = 'submitted' and d.route <> 'sms'))
        else has_read(post, account, correction) or exists (
            select 1 from signature s where s.post_id = post and s.person_id = person)
        end
$$;
