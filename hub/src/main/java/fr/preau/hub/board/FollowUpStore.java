package fr.preau.hub.board;

import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes down what a sender does about those who are left. */
final class FollowUpStore {
    private static final String UNIQUE_VIOLATION = "23505";

    /** The round and its row in the outbox, unless there was a reminder a short while ago. */
    private static final String REMIND = """
            with post_now as materialized (select id from post where id = $1 and recalled_at is null for update),
            last as materialized (
                select coalesce(max(round), 0) as round, max(at) filter (where purpose = 'reminder') as at
                  from post_round where post_id = $1),
            written as (
                insert into post_round (post_id, round, purpose, actor_id, at)
                select p.id, last.round + 1, 'reminder', $2, $3 from post_now p cross join last
                 where last.at is null or last.at <= $4
                returning round),
            queued as (
                insert into outbox (post_id, cause, created_at, round) select $1, 'reminded', $3, round from written)
            select (select round from written) as round, last.at from last
            """;

    private static final String TELL = BoardStore.AUDIENCE + """
            insert into told_by_hand (post_id, pupil_id, how, told_by, at)
            select $1, id, $4, $5, $6 from seen where id = $3
            on conflict (post_id, pupil_id) where withdrawn_at is null
            do update set how = excluded.how, told_by = excluded.told_by, at = excluded.at
            """;

    private static final String WITHDRAW = BoardStore.AUDIENCE + """
            update told_by_hand set withdrawn_by = $4, withdrawn_at = $5
             where post_id = $1 and withdrawn_at is null and pupil_id = (select id from seen where id = $3)
            """;

    private final Pool pool;

    FollowUpStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * Asks again those who are left, at most once in so long a time.
     *
     * @return when the last time was, if it is too soon; empty when the reminder is written
     */
    Future<Optional<Instant>> remind(UUID post, UUID actor, Instant now, Duration apart) {
        return pool.preparedQuery(REMIND)
                .execute(Tuple.of(post, actor, Moments.utc(now), Moments.utc(now.minus(apart))))
                .map(rows -> {
                    Row row = rows.iterator().next();
                    return row.getInteger("round") == null
                            ? Optional.of(row.getOffsetDateTime("at").toInstant())
                            : Optional.<Instant>empty();
                })
                // Somebody else asked at this very moment.
                .recover(failure -> failure instanceof PgException pg && UNIQUE_VIOLATION.equals(pg.getSqlState())
                        ? Future.succeededFuture(Optional.of(now))
                        : Future.failedFuture(failure));
    }

    /** Notes that a family was told by hand; false when the child is not in the audience or not in the window. */
    Future<Boolean> tell(UUID post, Window window, UUID pupil, String how, UUID by, Instant now) {
        return pool.preparedQuery(TELL)
                .execute(Tuple.tuple()
                        .addUUID(post)
                        .addArrayOfUUID(schools(window))
                        .addUUID(pupil)
                        .addString(how)
                        .addUUID(by)
                        .addOffsetDateTime(Moments.utc(now)))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Takes back that a family was told by hand, and keeps that it was; false when nothing of it holds in the window. */
    Future<Boolean> withdraw(SqlClient transaction, UUID post, Window window, UUID pupil, UUID by, Instant now) {
        return transaction
                .preparedQuery(WITHDRAW)
                .execute(Tuple.tuple()
                        .addUUID(post)
                        .addArrayOfUUID(schools(window))
                        .addUUID(pupil)
                        .addUUID(by)
                        .addOffsetDateTime(Moments.utc(now)))
                .map(rows -> rows.rowCount() == 1);
    }

    private static UUID @Nullable [] schools(Window window) {
        return window.schools().map(all -> all.toArray(UUID[]::new)).orElse(null);
    }
}
