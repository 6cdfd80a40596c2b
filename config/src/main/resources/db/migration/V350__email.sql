-- E-mail: what was handed over, what came back, what was answered.

-- One e-mail to one mailbox. Its token stands in the addresses that answers and bounces come to, and in the link that
-- ends e-mail; only its hash is kept.
create table email_sent (
    token_hash bytea primary key, -- SHA-256 of 128 random bits
    address text not null,
    person_id uuid not null references person,
    account_id uuid references account,
    post_id uuid references post, -- null: several, one line each
    language text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null
);
create index email_sent_expires on email_sent (expires_at);

-- The deliveries that an e-mail was for.
create table email_sent_delivery (
    token_hash bytea not null references email_sent on delete cascade,
    delivery_id bigint not null references delivery,
    attempt int not null,
    primary key (token_hash, delivery_id)
);
create index email_sent_delivery_delivery on email_sent_delivery (delivery_id);

-- What came back from a mailbox; append-only. A mailbox that cannot be reached for some days is not used again.
create table email_bounce (
    id bigint generated always as identity primary key,
    address text not null,
    kind text not null check (kind in ('hard', 'soft')),
    status int not null, -- 50101 is 5.1.1
    token_hash bytea not null references email_sent on delete cascade,
    at timestamptz not null,
    unique (token_hash, status)
);
create index email_bounce_address on email_bounce (address, at);

-- Each e-mail that came in for a token, once, with what was made of it; no text is kept here.
create table email_inbound (
    message_hash bytea primary key, -- SHA-256 of token and Message-ID
    token_hash bytea not null references email_sent on delete cascade,
    outcome text not null check (outcome in ('received', 'posted', 'refused', 'automatic', 'empty')),
    post_id uuid references post, -- what it became
    at timestamptz not null
);
create index email_inbound_token on email_inbound (token_hash);
