-- Signed links of a page without sign-in: to confirm a telephone or mailbox, to say that it is somebody else's, or to hear
-- no more of one class of message by it. Only the hash is kept.
create table contact_link (
    hash bytea primary key, -- SHA-256 of 128 random bits
    purpose text not null check (purpose in ('confirm', 'unsubscribe')),
    person_id uuid not null references person,
    route text not null check (route in ('email', 'sms')),
    address text not null,
    category text,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    check ((purpose = 'unsubscribe') = (category is not null))
);
create index contact_link_expires on contact_link (expires_at);
create index contact_link_person on contact_link (person_id, created_at);
