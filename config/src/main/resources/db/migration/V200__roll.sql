-- What a school's directory exports said, so that the next import tells its changes from those made by hand.

create table roll_person (
    school_id uuid not null references school,
    kind text not null check (kind in ('pupil', 'guardian', 'teacher')),
    person_id uuid not null references person on delete cascade,
    came bigint generated always as identity, -- the order in which people came
    entry jsonb not null,
    rows text[] not null, -- fingerprints of the rows that were this person
    left_at timestamptz,
    primary key (school_id, kind, person_id)
);
create index roll_person_person on roll_person (person_id);

-- What a person decided about rows that may be one person.
create table roll_verdict (
    school_id uuid not null references school,
    token text not null,
    verdict text not null check (verdict in ('same', 'apart')),
    at timestamptz not null,
    primary key (school_id, token)
);

-- Each import that was applied. No personal data.
create table roll_import (
    id bigint generated always as identity primary key,
    school_id uuid not null references school,
    at timestamptz not null,
    mapping int not null,
    counts jsonb not null
);
create index roll_import_school on roll_import (school_id, at);
