-- What a payer has left decides what is planned, and what waited goes on when the payer raises the cap.

-- Who pays for the text messages of a channel; nulls where nobody does. The one definition of it.
create view channel_payer as
    select l.channel_id,
           case when c.town_id is not null then 'town' when c.district_id is not null then 'district'
                when l.school_id is not null then 'school' end as payer_kind,
           coalesce(c.town_id, c.district_id, l.school_id) as payer_id
      from channel c join channel_place l on l.channel_id = c.id;

create index delivery_held on delivery (payer_kind, payer_id) where state = 'pending' and reason = 'over_budget';
create index untold_no_budget on untold (at) where reason = 'no_budget';
