-- When a delivery would have left without the pause that it waits for; nothing where no pause holds it. A rule that is
-- changed may bring it forward to that moment, never before it.
alter table delivery add column ready_at timestamptz;
