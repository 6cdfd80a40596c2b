package fr.preau.hub.reach;

import fr.preau.hub.ground.Moments;
import fr.preau.hub.reach.TidyingStore.Batch;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Removes what nobody needs or nobody may keep any more, batch by batch. */
final class ForgettingStore {
    private static final String FORGET_OUTBOX = """
            with next as materialized (select id, done_at, created_at from outbox where id > $1 order by id limit $2),
            gone as (delete from outbox o using next n where o.id = n.id and n.done_at < $3 returning o.id)
            select (select max(id) from next) as last, (select count(*) from gone)::int as moved,
                (select count(*) = $2 and max(created_at) < $3 from next) as more
            """;

    private static final String DROP = "select drop_archive_months($1) as dropped";

    private static final String ERASE_OTHERS = """
            delete from delivery_archive_other where (post_id, id) in (
                select post_id, id from delivery_archive_other where created_at < $1 limit $2)
            """;

    private final TidyingStore tidying;

    ForgettingStore(Pool pool) {
        this.tidying = new TidyingStore(pool);
    }

    /** Removes those of the next {@code size} entries of the outbox that were done before then. */
    Future<Batch> outbox(long after, int size, Instant before) {
        return tidying.alone(transaction -> transaction
                .preparedQuery(FORGET_OUTBOX)
                .execute(Tuple.of(after, size, Moments.utc(before)))
                .map(rows -> TidyingStore.batch(rows.iterator().next(), after)));
    }

    /** Drops the months before {@code kept}, and as many rows as {@code size} of those that are in no month. */
    Future<Batch> archive(LocalDate kept, int size) {
        Instant before = kept.atStartOfDay(ZoneOffset.UTC).toInstant();
        return tidying.alone(transaction -> transaction
                .preparedQuery(DROP)
                .execute(Tuple.of(kept))
                .compose(
                        dropped -> transaction.preparedQuery(ERASE_OTHERS).execute(Tuple.of(Moments.utc(before), size)))
                .map(rows -> new Batch(true, 0, rows.rowCount(), rows.rowCount() == size)));
    }
}
