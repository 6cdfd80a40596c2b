-- How a post reaches those who have no app: deliveries, their tries, and what providers report of them.

-- Forward only: a state gives way to one of a higher rank, whatever the order in which news comes in. The same order is
-- in DeliveryState; a test holds the two together. The one way back is 'sending' to 'pending', for a try that certainly
-- was not sent.
create function delivery_rank(state text) returns int language sql immutable parallel safe as $$
    select case state when 'pending' then 0 when 'sending' then 1
        when 'skipped' then 2 when 'cancelled' then 2 when 'expired' then 2 when 'dead' then 2
        when 'unknown' then 3 when 'submitted' then 4 when 'failed' then 5 when 'undelivered' then 6
        when 'delivered' then 7 end
$$;

-- One notice to one telephone. Those who share the telephone are in delivery_person; recipient is the first of them.
create table delivery (
    id bigint generated always as identity primary key,
    post_id uuid not null references post,
    recipient_id uuid not null references person,
    route text not null check (route in ('sms')),
    step int not null default 0, -- 0 the first notice, 1 the one later try after a telephone was out of reach
    address text not null, -- E.164
    language text not null,
    priority int not null default 1 check (priority between 0 and 2), -- 0 urgent, 1 important, 2 the rest
    through_pause boolean not null default false, -- safety alerts only
    state text not null default 'pending' check (delivery_rank(state) is not null),
    reason text, -- of a skip or a failure: a word, no personal data
    code int, -- the provider's, with a failure
    attempt int not null default 0,
    due_at timestamptz not null,
    deadline timestamptz not null, -- not sent by then: dead, the person is listed as not reached
    lease_owner text,
    lease_until timestamptz,
    provider_id text,
    segments int,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    unique (post_id, recipient_id, route, step),
    unique (post_id, address, route, step)
);
create index delivery_due on delivery (priority, due_at, id) where state = 'pending';
create index delivery_lease on delivery (lease_until) where state = 'sending';

create table delivery_person (
    delivery_id bigint not null references delivery,
    person_id uuid not null references person,
    primary key (delivery_id, person_id)
);
create index delivery_person_person on delivery_person (person_id);

-- Those behind a delivery's telephone who may still need it: their number today, and whether they read the post in the
-- app that they have opened meanwhile.
create view reader as
    select dp.delivery_id, a.id as account_id, q.phone_mobile as address,
        a.activated_at is not null and exists (
            select 1 from read_cursor rc
             where rc.account_id = a.id and rc.channel_id = p.channel_id and rc.seq >= p.seq) as has_read
      from delivery_person dp
      join delivery d on d.id = dp.delivery_id
      join post p on p.id = d.post_id
      join person q on q.id = dp.person_id and q.left_at is null
      join account a on a.person_id = q.id and a.profile = 'guardian' and a.ended_at is null;

-- Whether an account may see a post today.
create function reads_post(post uuid, account uuid) returns boolean language sql stable as $$
    select case when p.targeted
        then exists (select 1 from post_audience x
            join audience_member m on m.scope = x.scope and m.ref = x.ref
            where x.post_id = p.id and m.account_id = reads_post.account)
        else exists (select 1 from channel_member m
            where m.channel_id = p.channel_id and m.account_id = reads_post.account) end
      from post p where p.id = reads_post.post
$$;

-- Each try that was or may have been made; append-only.
create table delivery_attempt (
    delivery_id bigint not null references delivery,
    attempt int not null,
    provider text not null,
    outcome text not null check (outcome in ('accepted', 'rejected', 'retry', 'unknown')),
    reason text,
    code int,
    provider_id text,
    segments int,
    at timestamptz not null,
    primary key (delivery_id, attempt)
);

-- Each report of a provider, once; append-only.
create table provider_event (
    id bigint generated always as identity primary key,
    provider text not null,
    provider_id text not null,
    stage text not null,
    code int not null,
    delivery_id bigint not null references delivery,
    attempt int not null,
    at timestamptz not null,
    unique (provider, provider_id, stage, code)
);
create index provider_event_delivery on provider_event (delivery_id);

-- Numbers that must not be used again: asked to be left alone, or no number that gets text messages.
create table suppressed_address (
    address text primary key,
    reason text not null,
    code int not null,
    at timestamptz not null
);

-- What may still be handed to a provider now, shared by all nodes: refilled by time, emptied by claims.
create table provider_budget (
    provider text primary key,
    tokens double precision not null,
    refilled_at timestamptz not null
);
