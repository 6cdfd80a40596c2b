package fr.preau.hub.reach;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.function.Function;

/**
 * The short transactions that tidy up: each holds a lock that only one node gets, may remove what else only grows, and gives up
 * rather than wait for a table or take long.
 */
final class TidyingStore {
    /** Any number that no other advisory lock of this program has. */
    private static final long ONE_NODE = 0x50_72_65_61_75_61_72_63L;

    private static final String BEGIN = """
            select pg_try_advisory_xact_lock($1) as mine,
                set_config('preau.erasing', 'on', true), set_config('lock_timeout', '2s', true),
                set_config('statement_timeout', '30s', true)
            """;

    /**
     * What one batch did.
     *
     * @param mine whether this node did it; no: another one is at it
     * @param last where the next batch begins
     * @param moved how many rows it moved or removed
     * @param more whether there may be more beyond {@code last}
     */
    record Batch(boolean mine, long last, int moved, boolean more) {}

    private final Pool pool;

    TidyingStore(Pool pool) {
        this.pool = pool;
    }

    /** Does this in one transaction, unless another node is tidying up. */
    Future<Batch> alone(Function<SqlConnection, Future<Batch>> work) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(BEGIN)
                .execute(Tuple.of(ONE_NODE))
                .compose(rows -> rows.iterator().next().getBoolean("mine")
                        ? work.apply(transaction)
                        : Future.succeededFuture(new Batch(false, 0, 0, false))));
    }

    /** A batch that went on from {@code after}, as its row says: {@code last}, {@code moved}, {@code more}. */
    static Batch batch(Row row, long after) {
        Long last = row.getLong("last");
        Boolean more = row.getBoolean("more");
        return new Batch(true, last == null ? after : last, row.getInteger("moved"), more != null && more);
    }
}
