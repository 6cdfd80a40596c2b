package fr.preau.hub.identity;

import fr.preau.channels.people.AccountId;
import fr.preau.channels.people.Caller;
import fr.preau.channels.people.Profile;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What a person is and where, as they see it themselves. */
final class MeStore {
    private final Pool pool;

    MeStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * A role and its place.
     *
     * @param place a school, class, district, town or territory, by name
     * @param service a town officer's service
     * @param school the school that the role is in, if it is in one
     * @param town the town that an officer works for
     * @param territory the territory that an operator runs
     */
    record Post(
            String role,
            String place,
            @Nullable String service,
            @Nullable UUID school,
            @Nullable UUID town,
            @Nullable UUID territory) {}

    /** A child that a grown-up answers for or looks after. */
    record Child(UUID id, String name, @Nullable String className, String school, String rights) {}

    /** The account itself. */
    Future<Holder> holder(AccountId account) {
        return pool.preparedQuery("select " + HolderRows.COLUMNS
                        + " from account a join person p on p.id = a.person_id where a.id = $1")
                .execute(Tuple.of(account.value()))
                .map(rows -> HolderRows.holder(rows.iterator().next()));
    }

    /** The account's roles; a pupil's is their class. */
    Future<List<Post>> posts(AccountId account) {
        return pool.preparedQuery("""
                        select a.role, concat_ws(', ', s.name, c.name, d.name, t.name, y.name) as place, a.service,
                               a.school_id, a.town_id, a.territory_id
                          from assignment a
                          left join school s on s.id = a.school_id
                          left join school_class c on c.id = a.class_id
                          left join inspection_district d on d.id = a.district_id
                          left join town t on t.id = a.town_id
                          left join territory y on y.id = a.territory_id
                         where a.account_id = $1 and a.ended_at is null
                        union all
                        select 'pupil', concat_ws(', ', s.name, c.name), null, k.school_id, null, null
                          from account o join pupil k on k.person_id = o.person_id and k.left_at is null
                          join school s on s.id = k.school_id left join school_class c on c.id = k.class_id
                         where o.id = $1 and o.profile = 'pupil'
                         order by 1, 2, 3""")
                .execute(Tuple.of(account.value()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Post(
                                row.getString("role"),
                                row.getString("place"),
                                row.getString("service"),
                                row.getUUID("school_id"),
                                row.getUUID("town_id"),
                                row.getUUID("territory_id")))
                        .toList());
    }

    /** The caller's children, the oldest first; none to whom is here in another profile. */
    Future<List<Child>> children(Caller caller) {
        if (caller.profile() != Profile.GUARDIAN) {
            return Future.succeededFuture(List.of());
        }
        return pool.preparedQuery("""
                        select p.id, display_name('pupil', null, p.given_name, p.family_name, p.usage_name) as name,
                               c.name as class, s.name as school, g.rights
                          from guardianship g
                          join pupil k on k.person_id = g.pupil_id and k.left_at is null
                          join person p on p.id = k.person_id
                          join school s on s.id = k.school_id left join school_class c on c.id = k.class_id
                         where g.guardian_id = $1 and g.ended_at is null
                         order by p.birth_date nulls last, name, p.id""")
                .execute(Tuple.of(caller.person().value()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Child(
                                row.getUUID("id"),
                                row.getString("name"),
                                row.getString("class"),
                                row.getString("school"),
                                row.getString("rights")))
                        .toList());
    }
}
