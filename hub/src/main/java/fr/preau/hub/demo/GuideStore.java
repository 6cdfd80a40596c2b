package fr.preau.hub.demo;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.stream.StreamSupport;

/** Finds those to sign in as: around one class of older children in the first town, so that they meet. */
final class GuideStore {
    private static final String GUIDE = """
            with room as (
                select c.id, c.name || ', ' || s.name as place, c.school_id, s.town_id
                  from school_class c join school s on s.id = c.school_id join town t on t.id = s.town_id
                 where t.insee = '99901' and c.level = 'CM1' order by s.uai, c.name limit 1),
            parents as (
                select a.id, a.login, a.activated_at, n.phone_mobile, count(*) as children,
                       string_agg(k.given_name || ' (' || c.name || ')', ', ' order by k.birth_date) as place,
                       bool_or(x.canteen) as canteen, bool_or(x.transport) as transport
                  from room r
                  join pupil h on h.class_id = r.id
                  join guardianship w on w.pupil_id = h.person_id and w.rights = 'legal' and w.ended_at is null
                  join account a on a.person_id = w.guardian_id and a.profile = 'guardian' and a.ended_at is null
                  join person n on n.id = a.person_id and n.language = 'fr'
                  join guardianship g on g.guardian_id = n.id and g.ended_at is null
                  join pupil p on p.person_id = g.pupil_id
                  join person k on k.id = p.person_id
                  join school_class c on c.id = p.class_id
                  cross join lateral (
                    select coalesce(bool_or(e.activity = 'canteen'), false) as canteen,
                           coalesce(bool_or(e.activity = 'transport'), false) as transport
                      from enrolment e where e.pupil_id = p.person_id and e.ended_at is null) x
                 group by a.id, n.id),
            found as (
                (select 1 as turn, 'parent' as kind, id, place, null as phone from parents
                  where activated_at is not null
                  order by canteen desc, children > 1 desc, transport desc, login limit 1)
                union all
                (select 2, 'parent_without_app', id, place, phone_mobile from parents
                  where activated_at is null and phone_mobile is not null
                  order by canteen desc, transport desc, login limit 1)
                union all
                (select 3, 'teacher', a.account_id, r.place, null
                   from assignment a join room r on r.id = a.class_id where a.role = 'teacher' limit 1)
                union all
                (select 4, 'head', a.account_id, s.name, null
                   from assignment a join room r on r.school_id = a.school_id join school s on s.id = a.school_id
                  where a.role = 'head' limit 1)
                union all
                (select 5, 'inspector', a.account_id, d.name, null
                   from assignment a join inspection_district d on d.id = a.district_id
                  where a.role = 'inspector' limit 1)
                union all
                (select case a.service when 'canteen' then 6 else 7 end, a.service, a.account_id, t.name, null
                   from assignment a join room r on r.town_id = a.town_id join town t on t.id = a.town_id
                  where a.role = 'officer' and a.service in ('canteen', 'transport'))
                union all
                (select 8, 'pupil', a.id, r.place, null
                   from room r join pupil p on p.class_id = r.id
                   join account a on a.person_id = p.person_id and a.profile = 'pupil'
                  where a.activated_at is not null order by a.login limit 1)
                union all
                (select 9, 'operator', a.account_id, y.name, null
                   from assignment a join territory y on y.id = a.territory_id where a.role = 'operator' limit 1))
            select f.kind, f.place, f.phone, a.login,
                   display_name(a.profile, p.civility, p.given_name, p.family_name, p.usage_name) as name
              from found f join account a on a.id = f.id join person p on p.id = a.person_id order by f.turn""";

    private final Pool pool;

    GuideStore(Pool pool) {
        this.pool = pool;
    }

    /** What kind of database this is. */
    enum Kind {
        /** Nobody is in it. */
        EMPTY,
        /** It holds a demonstration town. */
        DEMONSTRATION,
        /** It holds others. */
        REAL
    }

    Future<Kind> kind(String territory) {
        return pool.preparedQuery("""
                        select exists (select 1 from territory where name = $1) as ours,
                               exists (select 1 from territory) or exists (select 1 from person) as filled""")
                .execute(Tuple.of(territory))
                .map(rows -> kind(rows.iterator().next()));
    }

    private static Kind kind(Row row) {
        if (row.getBoolean("ours")) {
            return Kind.DEMONSTRATION;
        }
        return row.getBoolean("filled") ? Kind.REAL : Kind.EMPTY;
    }

    /** Gives every account that is in use this password. */
    Future<Void> setPassword(String passwordHash) {
        return pool.preparedQuery("update account set password_hash = $1 where password_hash is not null")
                .execute(Tuple.of(passwordHash))
                .mapEmpty();
    }

    Future<DemoGuide> guide() {
        return pool.query(GUIDE)
                .execute()
                .map(rows -> new DemoGuide(StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new DemoGuide.Person(
                                row.getString("kind"),
                                row.getString("name"),
                                row.getString("login"),
                                row.getString("place"),
                                row.getString("phone")))
                        .toList()));
    }
}
