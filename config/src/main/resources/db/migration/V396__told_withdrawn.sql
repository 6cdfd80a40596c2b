-- What somebody noted as told by hand can be taken back. The row stays, with who took it back and when.

alter table told_by_hand
    drop constraint told_by_hand_pkey,
    add column id bigint generated always as identity primary key,
    add column withdrawn_by uuid references account,
    add column withdrawn_at timestamptz,
    add check ((withdrawn_by is null) = (withdrawn_at is null));

-- One that holds for each child; also what the board and the plan look by.
create unique index told_by_hand_holds on told_by_hand (post_id, pupil_id) where withdrawn_at is null;

create or replace view told_otherwise as select post_id, pupil_id from told_by_hand where withdrawn_at is null;
