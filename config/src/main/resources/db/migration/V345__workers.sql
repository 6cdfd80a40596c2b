-- Workers of several nodes as one: rate and breaker of a provider, fail-over, budgets, and what can never be undone.

-- The gate of a provider, shared by all nodes.
alter table provider_budget rename to provider_gate;
alter table provider_gate
    drop column tokens,
    drop column refilled_at,
    add column next_at timestamptz not null default 'epoch', -- the next free slot for a request, by the database's clock
    add column failures int not null default 0, -- in a row
    add column open_until timestamptz not null default 'epoch', -- nothing is sent before
    add column probing boolean not null default false; -- a few requests are out to see whether it works again

alter table delivery
    add column turn int not null default 0, -- which of the route's carriers, in the order of preference
    add column charged int not null default 0, -- segments that count against the payer's budget, reserved or used
    add column charged_on date, -- the day against which they count, on the house's clock
    add column redriven_at timestamptz; -- put back into the queue by a person, which happens once
create index delivery_dead on delivery (changed_at) where state = 'dead';
drop index delivery_lease;
create index delivery_lease on delivery (route, lease_until) where state = 'sending';
create index delivery_closed on delivery (route, open_until)
    where state = 'pending' and not through_pause and open_until < 'infinity';

-- How many segments a payer lets go out. No row: no limit.
create table sms_budget (
    payer_kind text not null check (payer_kind in ('town', 'school', 'district')),
    payer_id uuid not null,
    day_cap int check (day_cap >= 0),
    month_cap int check (month_cap >= 0),
    set_by uuid references account,
    set_at timestamptz not null,
    primary key (payer_kind, payer_id)
);

-- What a payer's deliveries of a day and of a month come to: always the sum of delivery.charged.
create table sms_spent (
    payer_kind text not null,
    payer_id uuid not null,
    unit text not null check (unit in ('day', 'month')),
    period date not null, -- the day, or the first of the month
    segments int not null,
    warned boolean not null default false, -- it was told that most of the budget is used
    primary key (payer_kind, payer_id, unit, period)
);

-- One place that adds up, whoever changes what a delivery is charged. Rows are taken in one order, so that two statements
-- never wait for each other.
create function charge_sms() returns trigger language plpgsql as $$
begin
    if exists (select 1 from charged_after where charged_on is not null)
        or exists (select 1 from charged_before where charged_on is not null) then
        insert into sms_spent (payer_kind, payer_id, unit, period, segments)
        select c.payer_kind, c.payer_id, u.unit, u.period, sum(c.change)
          from (select payer_kind, payer_id, charged_on, charged as change from charged_after
                union all select payer_kind, payer_id, charged_on, -charged from charged_before) c
          cross join lateral (values ('day', c.charged_on), ('month', date_trunc('month', c.charged_on)::date))
            as u (unit, period)
         where c.charged_on is not null and c.payer_id is not null and c.change <> 0
         group by 1, 2, 3, 4 having sum(c.change) <> 0
         order by 1, 2, 3, 4
        on conflict (payer_kind, payer_id, unit, period) do update set segments = sms_spent.segments + excluded.segments;
    end if;
    return null;
end
$$;
create trigger delivery_charged after update on delivery
    referencing old table as charged_before new table as charged_after
    for each statement execute function charge_sms();

-- Forward only, whatever the program does. The ways back: a try that was certainly not sent returns to the queue when its
-- lease ends; a person puts back what is dead or in doubt, once.
create function refuse_way_back() returns trigger language plpgsql as $$
begin
    if new.state = 'pending' and old.state = 'sending' and new.lease_owner is null and new.attempt = old.attempt then
        return new;
    end if;
    if new.state = 'pending' and old.state in ('dead', 'unknown') and old.redriven_at is null
        and new.redriven_at is not null and new.lease_owner is null then
        return new;
    end if;
    raise exception 'a delivery never goes from % to %', old.state, new.state using errcode = 'check_violation';
end
$$;
create trigger delivery_forward before update of state on delivery for each row
    when (new.state <> old.state and delivery_rank(new.state) <= delivery_rank(old.state))
    execute function refuse_way_back();

-- What happened, happened. Only the erasing of what is too old may remove it, and says so in its transaction.
create function refuse_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and current_setting('preau.erasing', true) = 'on' then
        return old;
    end if;
    raise exception '% only grows', tg_table_name using errcode = 'check_violation';
end
$$;
create trigger delivery_attempt_grows before update or delete on delivery_attempt
    for each row execute function refuse_change();
create trigger provider_event_grows before update or delete on provider_event
    for each row execute function refuse_change();
