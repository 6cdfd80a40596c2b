package fr.preau.hub.reach;

import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts deliveries back into the queue because a person says so: each at most once, with a fresh deadline. Whether it is still
 * wanted is judged when it is claimed, like any other.
 */
public final class RedriveStore {
    private static final Duration FRESH = Duration.ofHours(24);

    private static final String DEAD = """
            update delivery d
               set state = 'pending', reason = 'redriven', due_at = $1, deadline = $2, redriven_at = $1, changed_at = $1, turn = 0
              from post p
             where p.id = d.post_id and d.state = 'dead' and d.redriven_at is null and p.recalled_at is null
               and (p.valid_until is null or p.valid_until > $1)
               and ($3::uuid is null or d.post_id = $3) and ($4::timestamptz is null or d.changed_at >= $4)
               and ($5::uuid is null or territory_of(p.channel_id) in (
                select s.territory_id from assignment s where s.account_id = $5 and s.role = 'operator' and s.ended_at is null))
            """;

    private static final String UNKNOWN = """
            update delivery d
               set state = 'pending', reason = 'resent', due_at = $1, deadline = $2, redriven_at = $1, changed_at = $1, turn = 0
              from post p
             where d.id = $3 and p.id = d.post_id and d.state = 'unknown' and d.redriven_at is null
               and territory_of(p.channel_id) in (
                select s.territory_id from assignment s where s.account_id = $4 and s.role = 'operator' and s.ended_at is null)
            """;

    private static final String OPERATES =
            "select exists (select 1 from assignment where account_id = $1 and role = 'operator' and ended_at is null) as yes";

    /**
     * Which dead deliveries.
     *
     * @param post those of this post
     * @param since those that died since then
     * @param operator those of this operator's territories; none: all
     */
    public record Which(Optional<UUID> post, Optional<Instant> since, Optional<UUID> operator) {}

    private final SqlClient client;

    public RedriveStore(SqlClient client) {
        this.client = client;
    }

    /** Returns how many are in the queue again. */
    public Future<Integer> dead(Which which, Instant now) {
        return client.preparedQuery(DEAD)
                .execute(Tuple.of(Moments.utc(now), Moments.utc(now.plus(FRESH)))
                        .addUUID(orNull(which.post()))
                        .addOffsetDateTime(which.since().map(Moments::utc).orElse(null))
                        .addUUID(orNull(which.operator())))
                .map(rows -> rows.rowCount());
    }

    /**
     * Sends again what may have been sent already; somebody decided that two are better than none.
     *
     * @return whether it was in doubt, and the operator's to decide
     */
    public Future<Boolean> unknown(long delivery, UUID operator, Instant now) {
        return client.preparedQuery(UNKNOWN)
                .execute(Tuple.of(Moments.utc(now), Moments.utc(now.plus(FRESH)), delivery, operator))
                .map(rows -> rows.rowCount() > 0);
    }

    Future<Boolean> operates(UUID account) {
        return client.preparedQuery(OPERATES)
                .execute(Tuple.of(account))
                .map(rows -> rows.iterator().next().getBoolean("yes"));
    }

    private static @Nullable UUID orNull(Optional<UUID> id) {
        return id.orElse(null);
    }
}
