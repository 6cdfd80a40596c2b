-- Answers by SMS to a town's bulletin: which one they are about and whose they are, so that the service can read them.

alter table sms_inbound
    add column about uuid references post, -- only with state unread
    add column account_id uuid references account;
create index sms_inbound_about on sms_inbound (about, id) where about is not null;
