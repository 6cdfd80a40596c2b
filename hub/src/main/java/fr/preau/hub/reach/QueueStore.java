package fr.preau.hub.reach;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;

/** Looks after the queue as a whole. */
final class QueueStore {
    private static final String SWEEP = """
            with lost as (
                update delivery
                   set state = 'unknown', reason = 'worker_lost', lease_owner = null, lease_until = null, changed_at = $1
                 where state = 'sending' and lease_until < $1
                returning id, attempt)
            insert into delivery_attempt (delivery_id, attempt, provider, outcome, reason, at)
            select id, attempt, $2, 'unknown', 'worker_lost', $1 from lost
            on conflict do nothing
            """;

    private static final String WAITING = "select count(*) as waiting from delivery where state = 'pending'";

    private final Pool pool;
    private final String provider;

    QueueStore(Pool pool, String provider) {
        this.pool = pool;
        this.provider = provider;
    }

    /** Deliveries whose worker died while it may have been sending become unknown. Returns how many. */
    Future<Integer> sweep(Instant now) {
        return pool.preparedQuery(SWEEP)
                .execute(Tuple.of(Moments.utc(now), provider))
                .map(RowSet::rowCount);
    }

    /** How many deliveries wait, due or not. */
    Future<Long> waiting() {
        return pool.query(WAITING).execute().map(rows -> rows.iterator().next().getLong("waiting"));
    }
}
