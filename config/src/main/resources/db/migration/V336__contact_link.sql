-- Links to a page without sign-in, where whoever reads a telephone or mailbox says whether it is theirs. Only the hash is
-- kept.
create table contact_link (
    hash bytea primary key, -- SHA-256 of 128 random bits
    person_id uuid not null references person,
    route text not null check (route in ('email', 'sms')),
    address text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
);
create index contact_link_expires on contact_link (expires_at);
create index contact_link_person on contact_link (person_id, created_at);
