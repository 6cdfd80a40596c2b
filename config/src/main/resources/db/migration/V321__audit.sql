-- Who did what to whose data: append-only, each row bound to the one before it. No text of a post, no number, no address.

create table audit_event (
    seq bigint primary key,
    at timestamptz not null,
    actor_id uuid, -- an account; null: the hub itself
    action text not null,
    subject_kind text not null,
    subject_id text not null,
    detail text not null, -- JSON, keys in order
    hash bytea not null -- SHA-256 over the hash before it and this row in one form, see Audit
);
create index audit_subject on audit_event (subject_kind, subject_id);

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
    raise exception 'the audit is append-only';
end $$;
create trigger audit_stays before update or delete on audit_event for each row execute function refuse_audit_change();
create trigger audit_is_not_emptied before truncate on audit_event for each statement execute function refuse_audit_change();

-- Who may raise a safety alert, and where. Nobody gives it to themselves.
create table safety_right (
    id uuid primary key,
    account_id uuid not null references account,
    territory_id uuid references territory,
    town_id uuid references town,
    school_id uuid references school,
    granted_by uuid not null references account,
    granted_at timestamptz not null,
    revoked_by uuid references account,
    revoked_at timestamptz,
    check (num_nonnulls(territory_id, town_id, school_id) = 1),
    check (granted_by <> account_id)
);
create unique index safety_right_once on safety_right (account_id, coalesce(territory_id, town_id, school_id))
    where revoked_at is null;

-- The same person with another profile is no other person.
create function refuse_own_safety_right() returns trigger language plpgsql as $$
begin
    if (select person_id from account where id = new.account_id)
            = (select person_id from account where id = new.granted_by) then
        raise exception 'nobody gives the safety right to themselves' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger safety_right_of_others before insert on safety_right for each row execute function refuse_own_safety_right();

-- Children whom somebody told by hand count as covered; the follow-up's own migration puts its table here.
create view told_otherwise as
    select null::uuid as post_id, null::uuid as pupil_id where false;

-- An account is a person's: one check of the person is enough for the many rows of a delivery.
alter table delivery drop constraint delivery_account_id_fkey;
alter table delivery_person drop constraint delivery_person_account_id_fkey;
