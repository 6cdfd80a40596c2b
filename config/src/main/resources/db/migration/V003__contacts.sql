-- Whom an account may write to directly, and what that person is to it: guardians and the teachers of their children,
-- the team of a school among themselves, heads and the inspector of their district.
create view contact as
    select ga.id as account_id, a.account_id as other_id,
           n.given_name || ' ' || coalesce(nullif(n.usage_name, ''), n.family_name) as about
      from account ga join guardianship g on g.guardian_id = ga.person_id and g.ended_at is null
      join pupil p on p.person_id = g.pupil_id and p.left_at is null
      join person n on n.id = p.person_id
      join assignment a on a.class_id = p.class_id and a.role = 'teacher' and a.ended_at is null
     where ga.profile = 'guardian' and ga.ended_at is null
    union all
    select a.account_id, ga.id, n.given_name || ' ' || coalesce(nullif(n.usage_name, ''), n.family_name)
      from assignment a join pupil p on p.class_id = a.class_id and p.left_at is null
      join person n on n.id = p.person_id
      join guardianship g on g.pupil_id = p.person_id and g.ended_at is null
      join account ga on ga.person_id = g.guardian_id and ga.profile = 'guardian' and ga.ended_at is null
     where a.role = 'teacher' and a.ended_at is null
    union all
    select a.account_id, b.account_id, s.name
      from assignment a join assignment b on b.school_id = a.school_id and b.account_id <> a.account_id
      join school s on s.id = a.school_id
     where a.role in ('teacher', 'head', 'staff') and a.ended_at is null
       and b.role in ('teacher', 'head', 'staff') and b.ended_at is null
    union all
    select a.account_id, i.account_id, d.name
      from assignment a join school s on s.id = a.school_id
      join inspection_district d on d.id = s.district_id
      join assignment i on i.district_id = d.id and i.role = 'inspector' and i.ended_at is null
     where a.role = 'head' and a.ended_at is null
    union all
    select i.account_id, a.account_id, s.name
      from assignment i join school s on s.district_id = i.district_id
      join assignment a on a.school_id = s.id and a.role = 'head' and a.ended_at is null
     where i.role = 'inspector' and i.ended_at is null;
