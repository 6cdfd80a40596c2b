package fr.preau.hub.reach;

import fr.preau.hub.ground.Moments;
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
                   set state = case when $2 then 'pending' else 'unknown' end, reason = 'worker_lost',
                       lease_owner = null, lease_until = null, changed_at = $1
                 where id in (
                    select id from delivery where route = $3 and state = 'sending' and lease_until < $1
                     order by id for update skip locked)
                returning id, attempt, provider)
            insert into delivery_attempt (delivery_id, attempt, provider, outcome, reason, at)
            select id, attempt, provider, 'unknown', 'worker_lost', $1 from lost
            on conflict do nothing
            """;

    private static final String WAITING =
            "select count(*) as waiting from delivery where route = $1 and state = 'pending'";

    private final Pool pool;
    private final Carrier carrier;

    QueueStore(Pool pool, Carrier carrier) {
        this.pool = pool;
        this.carrier = carrier;
    }

    /**
     * Deliveries of the route whose worker died while it may have been sending become unknown, or, where a second copy does
     * no harm, wait again. Returns how many.
     */
    Future<Integer> sweep(Instant now) {
        return pool.preparedQuery(SWEEP)
                .execute(Tuple.of(
                        Moments.utc(now), carrier.repeatable(), carrier.route().code()))
                .map(RowSet::rowCount);
    }

    /** How many deliveries of the route wait, due or not. */
    Future<Long> waiting() {
        return pool.preparedQuery(WAITING)
                .execute(Tuple.of(carrier.route().code()))
                .map(rows -> rows.iterator().next().getLong("waiting"));
    }
}
