-- Where a channel lies. The one definition of it: the pause, the plan, the board, rights and words read it.
create view channel_place as
    select c.id as channel_id, s.id as school_id, coalesce(c.town_id, s.town_id) as town_id, c.district_id,
           coalesce(t.territory_id, i.territory_id) as territory_id -- none for what is between two people
      from channel c
      left join school_class k on k.id = c.class_id
      left join pupil u on u.person_id = c.pupil_id
      left join school s on s.id = coalesce(c.school_id, k.school_id, u.school_id)
      left join town t on t.id = coalesce(c.town_id, s.town_id)
      left join inspection_district i on i.id = c.district_id;

create or replace function territory_of(channel uuid) returns uuid language sql stable as $$
    select territory_id from channel_place where channel_id = channel
$$;
