package fr.preau.hub.outbox;

import fr.preau.hub.conversation.SearchIndex;
import fr.preau.hub.ground.Moments;
import fr.preau.hub.reach.PostFollower;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** Rows of the outbox. */
final class OutboxStore {
    private static final String CLAIM = """
            with next as materialized (
                select id from outbox
                 where done_at is null and due_at <= $1 and (lease_until is null or lease_until < $1)
                 order by due_at, id limit $2
                   for update skip locked)
            update outbox o
               set lease_owner = $3, lease_until = $4, attempt = attempt + 1
              from next where o.id = next.id
            returning o.id, o.post_id, o.cause, o.stage, o.round, o.attempt
            """;

    private static final String FINISH = """
            update outbox set done_at = $4, lease_owner = null, lease_until = null
             where id = $1 and lease_owner = $2 and attempt = $3 and done_at is null
            """;

    private static final String PUT_BACK = """
            update outbox set lease_until = $4
             where id = $1 and lease_owner = $2 and attempt = $3 and done_at is null
            """;

    private final Pool pool;
    private final String owner;

    OutboxStore(Pool pool, String owner) {
        this.pool = pool;
        this.owner = owner;
    }

    /** The oldest entries that nobody works on. */
    Future<List<OutboxEntry>> claim(int most, Instant now, Duration lease) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(Moments.utc(now), most, owner, Moments.utc(now.plus(lease))))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(OutboxStore::entry)
                        .toList());
    }

    /** Has the index and the follower draw the consequences and ends the entry in one transaction; fails if the lease went to somebody else meanwhile. */
    Future<Void> finish(OutboxEntry entry, PostFollower follower, Instant now) {
        return pool.withTransaction(
                transaction -> SearchIndex.follow(transaction, entry.happened().post())
                        .compose(found -> follower.follow(transaction, entry.happened()))
                        .compose(followed -> done(transaction, entry, now)));
    }

    private Future<Void> done(SqlClient transaction, OutboxEntry entry, Instant now) {
        return transaction
                .preparedQuery(FINISH)
                .execute(Tuple.of(entry.id(), owner, entry.attempt(), Moments.utc(now)))
                .compose(rows -> rows.rowCount() == 1
                        ? Future.succeededFuture()
                        : Future.failedFuture("the lease of outbox entry " + entry.id() + " was lost"));
    }

    /** After a failure: may be claimed again from {@code later}. */
    Future<Void> putBack(OutboxEntry entry, Instant later) {
        return pool.preparedQuery(PUT_BACK)
                .execute(Tuple.of(entry.id(), owner, entry.attempt(), Moments.utc(later)))
                .mapEmpty();
    }

    private static OutboxEntry entry(Row row) {
        return new OutboxEntry(
                row.getLong("id"),
                new PostFollower.Happened(
                        row.getUUID("post_id"),
                        PostFollower.Cause.valueOf(row.getString("cause").toUpperCase(Locale.ROOT)),
                        row.getInteger("stage"),
                        row.getInteger("round")),
                row.getInteger("attempt"));
    }
}
