-- Where what is in the audit happened: an operator sees what concerns their own territory.

-- The territories where an account works, learns or has children; also those of roles that ended.
create function account_territories(account uuid) returns uuid[] language sql stable as $$
    select array_agg(distinct x.territory_id) from (
        select coalesce(s.territory_id, t.territory_id, i.territory_id) as territory_id
          from assignment s
          left join school k on k.id = s.school_id
          left join town t on t.id = coalesce(s.town_id, k.town_id)
          left join inspection_district i on i.id = s.district_id
         where s.account_id = $1
        union all
        select t.territory_id
          from account a join guardianship g on g.guardian_id = a.person_id
          join pupil u on u.person_id = g.pupil_id join school k on k.id = u.school_id join town t on t.id = k.town_id
         where a.id = $1
        union all
        select t.territory_id
          from account a join pupil u on u.person_id = a.person_id
          join school k on k.id = u.school_id join town t on t.id = k.town_id
         where a.id = $1) x
     where x.territory_id is not null
$$;

-- Those of the subject, else of who did it. Null: of the whole house, as a forged callback or an act on the command line
-- about no post; such an event names nobody.
create function audit_territories(kind text, id text, actor uuid) returns uuid[] language sql stable as $$
    select coalesce(
        case $1
        when 'territory' then array[$2::uuid]
        when 'town' then (select array[t.territory_id] from town t where t.id = $2::uuid)
        when 'district' then (select array[i.territory_id] from inspection_district i where i.id = $2::uuid)
        when 'school' then (select array[t.territory_id] from school k join town t on t.id = k.town_id where k.id = $2::uuid)
        when 'post' then (select array[l.territory_id] from post p join channel_place l on l.channel_id = p.channel_id
            where p.id = $2::uuid and l.territory_id is not null)
        when 'delivery' then (select array[l.territory_id] from delivery d join post p on p.id = d.post_id
            join channel_place l on l.channel_id = p.channel_id where d.id = $2::bigint and l.territory_id is not null)
        when 'account' then account_territories($2::uuid) end,
        account_territories($3))
$$;
