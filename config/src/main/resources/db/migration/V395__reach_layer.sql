-- What a territory, a town or a school decides above the choices of people: which routes a class of message does not take.
-- What is not here is open. Wider places count first; see RouteLayers.
create table reach_layer (
    place_kind text not null check (place_kind in ('territory', 'town', 'school')),
    place_id uuid not null,
    category text not null check (category in ('class', 'liaison', 'notice', 'direct', 'staff', 'inspection', 'canteen',
        'transport', 'care', 'early_childhood')),
    closed text[] not null check (closed <@ '{push,email,sms}' and cardinality(closed) between 1 and 2),
    set_by uuid not null references account,
    set_at timestamptz not null,
    primary key (place_id, category)
);

-- When the daily e-mail comes to those who have not chosen their own hour; a school's counts before its territory's.
alter table territory add column digest_hour time;
alter table school add column digest_hour time;
