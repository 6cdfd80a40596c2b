-- The provider that did not take an answer for a reason of its own: the other one is next.
alter table sms_answer add column refused_by text;
