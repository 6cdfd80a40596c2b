-- Every route to a person, step by step: push, e-mail and SMS, until the post's goal is met.

-- What the author wants to have happened, and by whom, before a child counts as covered.
alter table post drop constraint post_urgency_check;
alter table post
    add constraint post_urgency_check check (urgency in ('routine', 'important', 'urgent', 'safety')),
    add column goal text not null default 'read' check (goal in ('delivered', 'read', 'signed')),
    add column cover text not null default 'one' check (cover in ('one', 'each')), -- one guardian a child, or each
    add column safety_reason text,
    add constraint post_safety check ((urgency = 'safety') = (safety_reason is not null));

-- A signature of a guardian with parental authority, for one child; once.
create table signature (
    post_id uuid not null references post,
    pupil_id uuid not null references pupil,
    person_id uuid not null references person,
    via text not null check (via in ('app', 'link', 'sms', 'email', 'paper')),
    recorded_by uuid references account, -- who wrote down what came on paper
    at timestamptz not null,
    primary key (post_id, pupil_id, person_id)
);
create index signature_person on signature (person_id);

-- What follows from a post later on: the next step of the ladder, a reminder.
alter table outbox drop constraint outbox_cause_check;
alter table outbox
    add constraint outbox_cause_check check (cause in ('posted', 'edited', 'recalled', 'escalated', 'reminded')),
    add column stage int not null default 0, -- the step of the ladder
    add column round int not null default 0,
    add column due_at timestamptz not null default '-infinity';
drop index outbox_open;
create index outbox_open on outbox (due_at, id) where done_at is null;
create index outbox_post on outbox (post_id) where done_at is null;

-- One time of telling a post: 0 when it was posted, then a correction or a reminder each.
create table post_round (
    post_id uuid not null references post,
    round int not null check (round > 0),
    purpose text not null check (purpose in ('correction', 'reminder')),
    actor_id uuid not null references account,
    at timestamptz not null,
    primary key (post_id, round)
);

alter table delivery drop constraint delivery_route_check;
alter table delivery drop constraint delivery_post_id_recipient_id_route_step_key;
alter table delivery drop constraint delivery_post_id_address_route_step_key;
alter table delivery
    add constraint delivery_route_check check (route in ('push', 'email', 'sms')),
    -- E.164 for sms, in lower case for email, the subscription's id for push.
    alter column address set not null,
    -- step (from before): its place in the ladder; 100 more for the one later try after a telephone was out of reach.
    add column round int not null default 0,
    add column purpose text not null default 'notice' check (purpose in ('notice', 'correction', 'reminder')),
    add column unless text not null default 'read' check (unless in ('never', 'delivered', 'read', 'signed')),
    add column digest boolean not null default false, -- waits to be one line of a daily e-mail
    add column account_id uuid references account, -- the recipient's
    add column open_until timestamptz not null default 'infinity', -- claimed later than this, it waits for the next opening
    add column provider text, -- who has or had it
    add column payer_kind text check (payer_kind in ('town', 'school', 'district')),
    add column payer_id uuid,
    add column estimate int; -- segments reserved
-- A telephone or mailbox hears of a post once a step, however many people and children share it. A person has one
-- telephone and one mailbox, but may have several devices.
create unique index delivery_once on delivery (post_id, address, route, step, round);
create unique index delivery_recipient on delivery (post_id, recipient_id, route, step, round) where route <> 'push';
drop index delivery_due;
create index delivery_due on delivery (route, priority, due_at, id) where state = 'pending' and not digest;
create index delivery_digest on delivery (due_at, address) where state = 'pending' and digest;
create index delivery_payer on delivery (payer_kind, payer_id, created_at) where route = 'sms';

alter table delivery_person add column account_id uuid references account;
update delivery_person dp set account_id = a.id
  from account a where a.person_id = dp.person_id and a.profile = 'guardian';
alter table delivery_person alter column account_id set not null;

alter table suppressed_address
    add column route text not null default 'sms' check (route in ('push', 'email', 'sms')),
    drop constraint suppressed_address_pkey,
    add primary key (route, address);
alter table suppressed_address alter column route drop default;

-- Those behind a delivery's address who may still need it: their address today, and whether they need no more telling.
drop view reader;
create view reader as
    select dp.delivery_id, a.id as account_id,
        case d.route when 'sms' then q.phone_mobile when 'email' then lower(q.email) else d.address end as address,
        d.unless <> 'never' and a.activated_at is not null and exists (
            select 1 from read_cursor rc
             where rc.account_id = a.id and rc.channel_id = p.channel_id and rc.seq >= p.seq) as satisfied
      from delivery_person dp
      join delivery d on d.id = dp.delivery_id
      join post p on p.id = d.post_id
      join person q on q.id = dp.person_id and q.left_at is null
      join account a on a.id = dp.account_id and a.ended_at is null;
