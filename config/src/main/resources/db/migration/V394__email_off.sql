-- What somebody switched off by the link of an e-mail, so that the same link can switch it on again. The choice itself
-- stands in reach_preference, where the person sees and changes it in the app.
create table email_off (
    token_hash bytea not null references email_sent on delete cascade,
    person_id uuid not null references person,
    category text not null,
    former text check (former = 'digest'), -- what was chosen before; null: nothing
    at timestamptz not null,
    primary key (token_hash, person_id, category)
);
create index email_off_person on email_off (person_id);
