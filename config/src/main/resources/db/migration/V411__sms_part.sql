-- Parts of long answers by SMS until their message is whole; the rest may come to another node, or after a restart.
create table sms_part (
    sender text not null,
    recipient text not null,
    reference int not null, -- joins the parts of one message; comes again after some hundred messages
    parts int not null,
    place int not null check (place between 1 and parts),
    body text not null,
    received_at timestamptz not null,
    primary key (sender, recipient, reference, parts, place)
);
create index sms_part_age on sms_part (received_at);
