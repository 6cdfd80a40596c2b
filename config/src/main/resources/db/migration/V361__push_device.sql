-- Devices that get push notices: those that agreed and whose session is open. An imaginary device has no session.
create or replace view push_device as
    select s.account_id, s.id
      from push_subscription s left join session n on n.id = s.session_id
     where s.gone_at is null and (s.session_id is null or (n.ended_at is null and n.expires_at > now()));
