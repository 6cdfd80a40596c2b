-- SMS both ways: what a telephone was told last, what it answered, and what the hub said to that.

-- A telephone hears of posts for somebody, in a channel; its answers are about one of these. Renewed with every message.
create table sms_thread (
    address text not null, -- E.164
    person_id uuid not null references person,
    account_id uuid not null references account,
    channel_id uuid not null references channel,
    post_id uuid not null references post, -- the last one told
    our_number text not null, -- as whom; a messaging service by its id
    opened_at timestamptz not null,
    last_at timestamptz not null,
    primary key (address, person_id, channel_id)
);
create index sms_thread_last on sms_thread (address, last_at);

-- Each message that came in, once; it is written before anything is done about it.
create table sms_inbound (
    id bigint generated always as identity primary key,
    provider text not null,
    provider_id text not null,
    address text not null,
    our_number text not null,
    body text not null,
    wish text not null check (wish in ('none', 'stop', 'start', 'help')), -- as the provider has it
    received_at timestamptz not null,
    state text not null default 'received' check (state in
        ('received', 'asked', 'choosing', 'posted', 'refused', 'unread', 'unknown', 'stopped', 'started', 'help', 'empty')),
    settled_at timestamptz,
    post_id uuid references post, -- what became of it
    unique (provider, provider_id)
);
create index sms_inbound_open on sms_inbound (received_at) where state = 'received';
create index sms_inbound_asked on sms_inbound (address, id) where state = 'asked';

-- What a numbered answer to a question means.
create table sms_choice (
    inbound_id bigint not null references sms_inbound on delete cascade,
    number int not null,
    kind text not null check (kind in ('channel', 'direct', 'unread')),
    ref uuid, -- the channel, or the account written to
    account_id uuid not null references account, -- as whom
    label text not null,
    about uuid references post, -- what it answers
    primary key (inbound_id, number)
);

-- What the hub says back: at most once a message that came in, and never twice by itself.
create table sms_answer (
    id bigint generated always as identity primary key,
    inbound_id bigint not null unique references sms_inbound on delete cascade,
    address text not null,
    kind text not null,
    body text not null,
    due_at timestamptz not null,
    state text not null default 'pending' check (state in
        ('pending', 'sending', 'submitted', 'failed', 'unknown', 'skipped')),
    attempt int not null default 0,
    lease_until timestamptz,
    provider text,
    provider_id text,
    segments int,
    created_at timestamptz not null
);
create index sms_answer_due on sms_answer (due_at) where state in ('pending', 'sending');
create index sms_answer_address on sms_answer (address, created_at);

-- Receipts of a provider whose message is not known yet: a receipt may be faster than the answer to the request.
create table sms_receipt (
    provider text not null,
    provider_id text not null,
    stage text not null,
    failure text,
    code int not null,
    at timestamptz not null,
    primary key (provider, provider_id, stage, code)
);
create index delivery_attempt_provider on delivery_attempt (provider, provider_id) where provider_id is not null;
