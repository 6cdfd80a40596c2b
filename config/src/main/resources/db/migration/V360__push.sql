-- Browsers and apps that agreed to be woken up.

create table push_subscription (
    id uuid primary key,
    account_id uuid not null references account,
    session_id uuid references session on delete cascade, -- it ends with its session; an imaginary device has none
    kind text not null check (kind in ('webpush', 'apns', 'fcm')),
    endpoint text not null unique, -- of a browser its secret address, of an app its token
    p256dh bytea, -- a browser's public key, an uncompressed point of P-256
    auth bytea, -- a browser's authentication secret
    created_at timestamptz not null,
    last_ok_at timestamptz, -- a push service took something for it
    gone_at timestamptz, -- ended: by its push service (404, 410) or with its session; never because a service failed
    check ((kind = 'webpush') = (p256dh is not null and auth is not null)),
    check (kind <> 'webpush' or (length(p256dh) = 65 and length(auth) = 16))
);
create index push_subscription_account on push_subscription (account_id) where gone_at is null;
create index push_subscription_session on push_subscription (session_id);

create function end_push_of_session() returns trigger language plpgsql as $$
begin
    update push_subscription s set gone_at = n.ended_at
      from ended n join was w using (id)
     where s.session_id = n.id and n.ended_at is not null and w.ended_at is null and s.gone_at is null;
    return null;
end $$;
create trigger session_ended_push after update on session referencing old table as was new table as ended
    for each statement execute function end_push_of_session();
