-- The words around a post that a territory chose in place of the standard ones. Each change is a version of its own and
-- stays; a version without text is the way back to the standard.
create table wording_template (
    territory_id uuid not null references territory,
    category text not null check (category in ('*', 'class', 'liaison', 'notice', 'direct', 'staff', 'inspection', 'canteen',
        'transport', 'care', 'early_childhood')),
    part text not null check (part in ('sms', 'subject', 'intro')),
    language text not null check (language ~ '^[a-z]{2,3}$'),
    version int not null check (version > 0),
    body text,
    set_by uuid not null references account,
    set_at timestamptz not null,
    primary key (territory_id, category, part, language, version)
);

create view wording_now as
    select distinct on (territory_id, category, part, language)
        territory_id, category, part, language, version, body, set_at
      from wording_template
     order by territory_id, category, part, language, version desc;
