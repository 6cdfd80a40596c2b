-- What a sender does about those who were not reached.

-- A family that somebody told by hand: covered, whatever the routes say.
create table told_by_hand (
    post_id uuid not null references post,
    pupil_id uuid not null references pupil,
    how text not null check (how in ('paper', 'phone', 'in_person')),
    told_by uuid not null references account,
    at timestamptz not null,
    primary key (post_id, pupil_id)
);

-- A number or mailbox in a school's directory that is no good: the school has to ask the family.
create table contact_task (
    id uuid primary key default gen_random_uuid(),
    school_id uuid not null references school,
    person_id uuid not null references person,
    route text not null check (route in ('email', 'sms')),
    address text not null, -- shown masked only
    reason text not null,
    opened_at timestamptz not null,
    closed_at timestamptz,
    closed_by uuid references account, -- null with closed_at: by itself, the address changed or works again
    check (closed_by is null or closed_at is not null)
);
create unique index contact_task_open on contact_task (school_id, person_id, route, address) where closed_at is null;
create index contact_task_address on contact_task (route, address) where closed_at is null;
create index contact_task_person on contact_task (person_id);
create index if not exists person_phone_mobile on person (phone_mobile) where phone_mobile is not null;
create index if not exists person_email on person (lower(email)) where email is not null;

-- Opens a task at each school of the person's children for each of these addresses that must not be used again.
create function open_contact_tasks(person uuid) returns void language sql as $$
    insert into contact_task (school_id, person_id, route, address, reason, opened_at)
    select distinct pu.school_id, q.id, s.route, s.address, s.reason, s.at
      from person q
      join suppressed_address s on (s.route = 'sms' and s.address = q.phone_mobile)
        or (s.route = 'email' and s.address = lower(q.email))
      join guardianship g on g.guardian_id = q.id and g.ended_at is null
      join pupil pu on pu.person_id = g.pupil_id and pu.left_at is null
     where q.id = open_contact_tasks.person and q.left_at is null
    on conflict do nothing
$$;

create function note_suppressed() returns trigger language plpgsql as $$
begin
    perform open_contact_tasks(x.id) from (
        select q.id from changed c join person q on c.route = 'sms' and q.phone_mobile = c.address
        union
        select q.id from changed c join person q on c.route = 'email' and lower(q.email) = c.address) x;
    return null;
end $$;
create trigger suppressed_added after insert on suppressed_address referencing new table as changed
    for each statement execute function note_suppressed();

create function note_unsuppressed() returns trigger language plpgsql as $$
begin
    update contact_task t set closed_at = now() from changed c
     where t.closed_at is null and t.route = c.route and t.address = c.address;
    return null;
end $$;
create trigger suppressed_removed after delete on suppressed_address referencing old table as changed
    for each statement execute function note_unsuppressed();

-- A new address ends the task about the old one, which is forgotten when nobody has it any more; what a family asked
-- for by STOP stays. A new address that is known to be no good opens a task again.
create function note_contact_change() returns trigger language plpgsql as $$
begin
    update contact_task t set closed_at = now()
     where t.person_id = new.id and t.closed_at is null
       and t.address is distinct from case t.route when 'sms' then new.phone_mobile else lower(new.email) end;
    delete from suppressed_address s
     where s.reason <> 'opted_out'
       and (s.route = 'sms' and s.address = old.phone_mobile
            and not exists (select 1 from person q where q.phone_mobile = s.address and q.left_at is null)
         or s.route = 'email' and s.address = lower(old.email)
            and not exists (select 1 from person q where lower(q.email) = s.address and q.left_at is null));
    perform open_contact_tasks(new.id);
    return null;
end $$;
create trigger person_contact_changed after update of phone_mobile, email on person for each row
    when (old.phone_mobile is distinct from new.phone_mobile or lower(old.email) is distinct from lower(new.email))
    execute function note_contact_change();
