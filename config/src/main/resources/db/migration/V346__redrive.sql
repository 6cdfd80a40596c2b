-- Whose operator may decide about a channel's deliveries; none for what is between two people.
create function territory_of(channel uuid) returns uuid language sql stable as $$
    select coalesce(t.territory_id, i.territory_id, st.territory_id)
      from channel c
      left join school_class k on k.id = c.class_id
      left join pupil u on u.person_id = c.pupil_id
      left join school s on s.id = coalesce(c.school_id, k.school_id, u.school_id)
      left join town st on st.id = s.town_id
      left join town t on t.id = c.town_id
      left join inspection_district i on i.id = c.district_id
     where c.id = channel
$$;
