package fr.preau.hub.stream;

import fr.preau.channels.people.AccountId;
import fr.preau.channels.people.SessionId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the database tells of changed rights. */
final class RightsStore {
    /** One row of what changed: at least one of its parts is there. */
    record Change(
            long transaction,
            @Nullable UUID person,
            @Nullable UUID school,
            @Nullable UUID town,
            @Nullable SessionId session) {}

    /**
     * @param changes those committed of transactions from a number on, in no order
     * @param next the number from which to read the next time: no transaction below it is still running
     */
    record Changes(List<Change> changes, long next) {}

    /** An account that a change may concern. */
    record Concerned(AccountId account, boolean ended) {}

    private final Pool pool;

    RightsStore(Pool pool) {
        this.pool = pool;
    }

    /** The number of the oldest transaction that is still running, or of the next one. */
    Future<Long> now() {
        return pool.query("select pg_snapshot_xmin(pg_current_snapshot())::text as xmin")
                .execute()
                .map(rows -> Long.valueOf(rows.iterator().next().getString("xmin")));
    }

    Future<Changes> since(long transaction) {
        return pool.preparedQuery("""
                select pg_snapshot_xmin(pg_current_snapshot())::text as xmin,
                       c.xid::text as xid, c.person_id, c.school_id, c.town_id, c.session_id
                  from (select 1) one
                  left join rights_change c on c.xid >= $1::text::xid8
                """)
                .execute(Tuple.of(Long.toString(transaction)))
                .map(rows -> {
                    List<Change> changes = new ArrayList<>();
                    long next = transaction;
                    for (Row row : rows) {
                        next = Long.parseLong(row.getString("xmin"));
                        if (row.getString("xid") != null) {
                            UUID session = row.getUUID("session_id");
                            changes.add(new Change(
                                    Long.parseLong(row.getString("xid")),
                                    row.getUUID("person_id"),
                                    row.getUUID("school_id"),
                                    row.getUUID("town_id"),
                                    session == null ? null : new SessionId(session)));
                        }
                    }
                    return new Changes(changes, next);
                });
    }

    /**
     * The accounts of these persons, and of all who have or had to do with these schools and with the schools of these
     * towns. What has ended counts too: those who left are the ones concerned.
     */
    Future<List<Concerned>> concerned(Set<UUID> persons, Set<UUID> schools, Set<UUID> towns) {
        return pool.preparedQuery("""
                with places as (
                    select id from school where id = any ($2) or town_id = any ($3)),
                people as (
                    select unnest($1::uuid[]) as person_id
                    union select p.person_id from pupil p where p.school_id in (select id from places)
                    union select g.guardian_id from guardianship g join pupil p on p.person_id = g.pupil_id
                           where p.school_id in (select id from places)
                    union select ac.person_id from assignment a join account ac on ac.id = a.account_id
                            left join school_class k on k.id = a.class_id
                           where a.school_id in (select id from places) or k.school_id in (select id from places)
                              or a.town_id = any ($3))
                select a.id, a.ended_at is not null as ended from account a join people using (person_id)
                """)
                .execute(Tuple.of(array(persons), array(schools), array(towns)))
                .map(rows -> {
                    List<Concerned> concerned = new ArrayList<>();
                    rows.forEach((Consumer<Row>) row ->
                            concerned.add(new Concerned(new AccountId(row.getUUID("id")), row.getBoolean("ended"))));
                    return concerned;
                });
    }

    /** Forgets changes that every node has long seen. */
    Future<Void> forgetOld() {
        return pool.query("delete from rights_change where at < now() - interval '1 day'")
                .execute()
                .mapEmpty();
    }

    private static UUID[] array(Set<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }
}
