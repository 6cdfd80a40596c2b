package fr.preau.hub.reach;

import fr.preau.channels.reach.Breaker;
import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The gates of a route's providers, which all nodes share: when the next request may be written, and the breaker. */
final class GateStore {
    private static final String OPEN = """
            insert into provider_gate (provider) select * from unnest($1::text[]) as p (provider) order by 1
            on conflict do nothing
            """;

    /**
     * Locked in one order until the transaction ends. Who holds them alone gives out slots of the route and reserves of
     * its budgets.
     */
    private static final String LOCK = """
            with locked as materialized (
                select * from provider_gate where provider = any ($1) order by provider for update)
            select g.failures, g.open_until, g.probing,
                (extract(epoch from g.next_at - clock_timestamp()) * 1000000)::bigint as next_micros
              from unnest($1::text[]) with ordinality as n (provider, rank) join locked g on g.provider = n.provider
             order by n.rank
            """;

    private static final String READ =
            "select failures, open_until, probing from provider_gate where provider = $1" + " for no key update";

    private static final String WRITE =
            "update provider_gate set failures = $2, open_until = $3, probing = $4 where provider = $1";

    private final Pool pool;
    private final Rivals rivals;

    GateStore(Pool pool, Rivals rivals) {
        this.pool = pool;
        this.rivals = rivals;
    }

    /**
     * One provider's gate.
     *
     * @param next how long until its next free slot
     */
    record Gate(Breaker breaker, Duration next) {}

    /** Makes the gates that are not there yet. */
    Future<Void> open() {
        return pool.preparedQuery(OPEN)
                .execute(Tuple.of(rivals.names().toArray(String[]::new)))
                .mapEmpty();
    }

    /** The gates of all carriers of the route, in their order, held until the transaction ends. */
    Future<List<Gate>> lock(SqlClient transaction) {
        return transaction
                .preparedQuery(LOCK)
                .execute(Tuple.of(rivals.names().toArray(String[]::new)))
                .map(rows -> {
                    var gates = new ArrayList<Gate>(rivals.count());
                    rows.forEach(row -> gates.add(
                            new Gate(breaker(row), Duration.of(row.getLong("next_micros"), ChronoUnit.MICROS))));
                    return List.copyOf(gates);
                });
    }

    /** Changes the own provider's breaker; succeeds with what it is then. */
    Future<Breaker> change(UnaryOperator<Breaker> news) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(READ)
                .execute(Tuple.of(rivals.own()))
                .compose(rows -> {
                    var before = breaker(rows.iterator().next());
                    var after = news.apply(before);
                    return after.equals(before)
                            ? Future.succeededFuture(before)
                            : transaction
                                    .preparedQuery(WRITE)
                                    .execute(Tuple.of(
                                            rivals.own(),
                                            after.failures(),
                                            Moments.utc(after.openUntil()),
                                            after.probing()))
                                    .map(after);
                }));
    }

    private static Breaker breaker(Row row) {
        Instant openUntil = row.getOffsetDateTime("open_until").toInstant();
        return new Breaker(row.getInteger("failures"), openUntil, row.getBoolean("probing"));
    }
}
