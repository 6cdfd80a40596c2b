-- Signing in: sessions (a signed-in device), the tokens that keep them alive, and what slows guessing down.

-- How a person is shown to others: people at work by their title, families and pupils by their first name.
create function display_name(profile text, civility text, given_name text, family_name text, usage_name text)
returns text language sql immutable parallel safe as $$
    select case when profile in ('pupil', 'guardian') or coalesce(civility, '') = '' then given_name else civility end
        || ' ' || coalesce(nullif(usage_name, ''), family_name)
$$;

-- Kept 12 months after it ended or ran out: it is the log of connections.
create table session (
    id uuid primary key,
    account_id uuid not null references account,
    device text not null, -- a name for the list of sessions
    agent bytea not null, -- SHA-256 of the browser's name: tells a copied token from a lost answer
    opened_at timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz,
    ended_why text check (ended_why in ('signed_out', 'password_changed', 'activated', 'token_copied')),
    check ((ended_at is null) = (ended_why is null))
);
create index session_account on session (account_id) where ended_at is null;
create index session_expires on session (expires_at);

-- The chain of tokens of a session. No token is in here in clear: a successor is sealed with its predecessor, which
-- only the device has.
create table refresh_token (
    hash bytea primary key, -- SHA-256
    session_id uuid not null references session on delete cascade,
    expires_at timestamptz not null,
    spent_at timestamptz,
    sealed_successor bytea,
    check ((spent_at is null) = (sealed_successor is null))
);
create index refresh_token_session on refresh_token (session_id);
create index refresh_token_expires on refresh_token (expires_at);

-- Wrong passwords by what was typed as a sign-in name, hashed; for names that nobody has too, so that a lock does not
-- tell which exist. Forgotten a day after the last try.
create table sign_in_lock (
    login_hash bytea primary key,
    failures int not null,
    locked_until timestamptz not null,
    tried_at timestamptz not null
);
create index sign_in_lock_tried on sign_in_lock (tried_at);

-- Activation codes that have opened their account, to tell a used one from a mistyped one.
create table used_activation (
    hash bytea primary key,
    account_id uuid not null references account,
    used_at timestamptz not null
);

-- The end of a session closes its streams, as any loss of a right does.
alter table rights_change add session_id uuid;

create function note_session_end() returns trigger language plpgsql as $$
begin
    insert into rights_change (session_id)
    select n.id from ended n join was w using (id) where n.ended_at is not null and w.ended_at is null;
    return null;
end $$;
create trigger session_ended after update on session referencing old table as was new table as ended
    for each statement execute function note_session_end();
