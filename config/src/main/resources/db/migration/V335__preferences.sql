-- How a person wants to be reached. Nothing here takes anything from the other parent: both are told the same.

create table reach_profile (
    person_id uuid primary key references person,
    quiet_evening time, -- own hours on top of the pause; both or none
    quiet_morning time,
    quiet_weekend boolean not null default false,
    digest_hour time not null default '18:00',
    check ((quiet_evening is null) = (quiet_morning is null)),
    check (quiet_evening - quiet_morning >= interval '4 hours')
);

-- What is not here is 'on'. category '*' is all of them; a no of either wins.
create table reach_preference (
    person_id uuid not null references person,
    category text not null check (category in ('*', 'class', 'liaison', 'notice', 'direct', 'staff', 'inspection',
        'canteen', 'transport', 'care', 'early_childhood')),
    route text not null check (route in ('push', 'email', 'sms')),
    choice text not null check (choice in ('off', 'digest')),
    set_at timestamptz not null,
    primary key (person_id, category, route),
    check (choice = 'off' or route = 'email')
);

create or replace view reach_choice as
    select person_id, category, route, case choice when 'off' then 'no' else choice end as choice from reach_preference;

-- A guardian's own wish; it orders calls and the printed list, and nothing else.
alter table guardianship add column call_first boolean not null default false;

-- A telephone or mailbox that its owner has confirmed.
create table contact_confirmation (
    person_id uuid not null references person,
    route text not null check (route in ('email', 'sms')),
    address text not null,
    asked_at timestamptz not null,
    confirmed_at timestamptz,
    primary key (person_id, route, address)
);
