-- Lists of channels are sorted by it.
alter table channel add last_at timestamptz not null default now();
