-- Whom somebody told by hand counts as covered, in the plan and just before sending.

create or replace view told_otherwise as select post_id, pupil_id from told_by_hand;

-- All that V320 says of it, and: whose children were all told by hand need no more telling.
create or replace view reader as
    select dp.delivery_id, a.id as account_id,
        case d.route when 'sms' then q.phone_mobile when 'email' then lower(q.email) else d.address end as address,
        d.unless <> 'never' and (
            case when d.unless = 'signed' and exists (
                    select 1 from guardianship g join post_pupil pp on pp.pupil_id = g.pupil_id and pp.post_id = d.post_id
                     where g.guardian_id = dp.person_id and g.ended_at is null and g.rights = 'legal')
                then not exists (
                    select 1 from guardianship g join post_pupil pp on pp.pupil_id = g.pupil_id and pp.post_id = d.post_id
                     where g.guardian_id = dp.person_id and g.ended_at is null and g.rights = 'legal'
                       and not goal_met(d.post_id, 'signed', a.id, dp.person_id, g.pupil_id, false))
                else goal_met(d.post_id, case d.unless when 'signed' then 'read' else d.unless end, a.id, dp.person_id,
                    null, d.purpose = 'correction') end
            or (p.cover = 'one' and not d.first and a.profile = 'guardian' and exists (
                    select 1 from guardianship g join post_pupil pp on pp.pupil_id = g.pupil_id and pp.post_id = d.post_id
                     where g.guardian_id = dp.person_id and g.ended_at is null)
                and not exists (
                    select 1 from guardianship g join post_pupil pp on pp.pupil_id = g.pupil_id and pp.post_id = d.post_id
                     where g.guardian_id = dp.person_id and g.ended_at is null
                       and not exists (
                        select 1 from guardianship o
                          join account oa on oa.person_id = o.guardian_id and oa.profile = 'guardian' and oa.ended_at is null
                         where o.pupil_id = g.pupil_id and o.ended_at is null
                           and (p.goal <> 'signed' or o.rights = 'legal')
                           and goal_met(d.post_id, p.goal, oa.id, o.guardian_id, g.pupil_id,
                                d.purpose = 'correction'))))
            or (d.purpose <> 'correction' and a.profile = 'guardian'
                and exists (select 1 from told_otherwise t where t.post_id = d.post_id)
                and exists (
                    select 1 from guardianship g join post_pupil pp on pp.pupil_id = g.pupil_id and pp.post_id = d.post_id
                     where g.guardian_id = dp.person_id and g.ended_at is null)
                and not exists (
                    select 1 from guardianship g join post_pupil pp on pp.pupil_id = g.pupil_id and pp.post_id = d.post_id
                     where g.guardian_id = dp.person_id and g.ended_at is null
                       and not exists (select 1 from told_otherwise t
                            where t.post_id = d.post_id and t.pupil_id = g.pupil_id)))) as satisfied
      from delivery_person dp
      join delivery d on d.id = dp.delivery_id
      join post p on p.id = d.post_id
      join person q on q.id = dp.person_id and q.left_at is null
      join account a on a.id = dp.account_id and a.ended_at is null;
