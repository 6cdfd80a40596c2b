-- Short links in text messages: each opens one post for one person, without signing in, until it ends.

create table sms_link (
    hash text primary key, -- SHA-256 of the token; the token itself is on the telephone alone
    delivery_id bigint not null references delivery on delete cascade,
    post_id uuid not null references post,
    account_id uuid not null references account,
    person_id uuid not null references person,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    opened_at timestamptz
);
create index sms_link_expires on sms_link (expires_at);
create index sms_link_delivery on sms_link (delivery_id);
