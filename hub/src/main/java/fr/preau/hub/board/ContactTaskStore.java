package fr.preau.hub.board;

import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Wrong numbers and mailboxes in a school's directory. They are opened, and close by themselves, in the database. */
final class ContactTaskStore {
    /** One of them; the address as it is kept. */
    record Task(
            UUID id,
            String person,
            List<String> children,
            String route,
            String address,
            String reason,
            Instant openedAt) {}

    private static final String OPEN = """
            select t.id, t.route, t.address, t.reason, t.opened_at,
                   display_name('guardian', q.civility, q.given_name, q.family_name, q.usage_name) as person,
                   array(select display_name('pupil', n.civility, n.given_name, n.family_name, n.usage_name)
                             || coalesce(' · ' || k.name, '')
                           from guardianship g join pupil pu on pu.person_id = g.pupil_id and pu.left_at is null
                           join person n on n.id = pu.person_id left join school_class k on k.id = pu.class_id
                          where g.guardian_id = t.person_id and g.ended_at is null and pu.school_id = t.school_id
                          order by 1) as children
              from contact_task t join person q on q.id = t.person_id
             where t.school_id = $1 and t.closed_at is null
               and ($2::uuid is null
                    or (t.opened_at, t.id) > (select o.opened_at, o.id from contact_task o where o.id = $2))
             order by t.opened_at, t.id limit $3
            """;

    private static final String CLOSE = """
            update contact_task set closed_at = coalesce(closed_at, $4), closed_by = coalesce(closed_by, $3)
             where school_id = $1 and id = $2
            """;

    private static final String LEADS = """
            select 1 from assignment where account_id = $1 and school_id = $2 and role = 'head' and ended_at is null
            """;

    private final Pool pool;

    ContactTaskStore(Pool pool) {
        this.pool = pool;
    }

    /** Whether this account leads the school. */
    Future<Boolean> leads(UUID account, UUID school) {
        return pool.preparedQuery(LEADS).execute(Tuple.of(account, school)).map(rows -> rows.size() > 0);
    }

    /** Open ones, the oldest first. */
    Future<List<Task>> open(UUID school, @Nullable UUID after, int limit) {
        return pool.preparedQuery(OPEN)
                .execute(Tuple.of(school, after, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ContactTaskStore::task)
                        .toList());
    }

    /** Closes one; false when the school has no such task. Closing twice changes nothing. */
    Future<Boolean> close(UUID school, UUID task, UUID by, Instant now) {
        return pool.preparedQuery(CLOSE)
                .execute(Tuple.of(school, task, by, Moments.utc(now)))
                .map(rows -> rows.rowCount() == 1);
    }

    private static Task task(Row row) {
        return new Task(
                row.getUUID("id"),
                row.getString("person"),
                List.of(row.getArrayOfStrings("children")),
                row.getString("route"),
                row.getString("address"),
                row.getString("reason"),
                row.getOffsetDateTime("opened_at").toInstant());
    }
}
