package fr.preau.hub.reach;

import fr.preau.channels.conversation.ChannelKind;
import fr.preau.channels.conversation.Cover;
import fr.preau.channels.conversation.Goal;
import fr.preau.channels.conversation.Urgency;
import fr.preau.channels.reach.Category;
import fr.preau.channels.reach.Route;
import fr.preau.channels.reach.RouteLayers;
import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What planning needs to know of a post, and what follows later from it; all in the caller's transaction. */
final class PlanStore {

    private static final String POST = """
            select p.id, p.channel_id, p.seq, c.kind, c.service, p.urgency, p.goal, p.cover, p.targeted, p.valid_until,
                p.recalled_at, a.person_id as author,
                l.school_id, l.territory_id, l.town_id as lies_in, y.payer_kind, y.payer_id
              from post p
              join channel c on c.id = p.channel_id
              join channel_place l on l.channel_id = c.id
              join channel_payer y on y.channel_id = c.id
              join account a on a.id = p.author_id
             where p.id = $1
            """;

    private static final String LATER = """
            insert into outbox (post_id, cause, stage, round, due_at, created_at)
            select $1, 'escalated', $2, $3, $4, $5
             where not exists (select 1 from outbox
                where post_id = $1 and cause = 'escalated' and stage = $2 and round = $3 and done_at is null)
            """;

    private static final String CANCEL = """
            with later as (
                update outbox set done_at = $2, lease_owner = null, lease_until = null
                 where post_id = $1 and done_at is null and cause in ('escalated', 'reminded'))
            update delivery set state = 'cancelled', reason = 'recalled', changed_at = $2
             where post_id = $1 and state = 'pending'
            """;

    private static final String PURPOSE = "select purpose from post_round where post_id = $1 and round = $2";

    private final SqlClient transaction;

    PlanStore(SqlClient transaction) {
        this.transaction = transaction;
    }

    /**
     * A post to be told.
     *
     * @param author the person who wrote it, who is told nothing
     * @param territory whose clock and rules count; none for what is between two people
     * @param closed routes that the places around it do not allow for it
     */
    record Post(
            UUID id,
            UUID channel,
            long seq,
            ChannelKind kind,
            Category category,
            Urgency urgency,
            Goal goal,
            Cover cover,
            boolean targeted,
            Optional<Instant> validUntil,
            boolean recalled,
            UUID author,
            @Nullable UUID school,
            @Nullable UUID territory,
            Payer payer,
            Set<Route> closed) {

        /** Whether it needs no more telling. */
        boolean over(Instant now) {
            return recalled || validUntil.filter(end -> !end.isAfter(now)).isPresent();
        }
    }

    /** Who pays for text messages; nothing where nobody does. */
    record Payer(@Nullable String kind, @Nullable UUID id) {}

    Future<Post> post(UUID id) {
        return transaction
                .preparedQuery(POST)
                .execute(Tuple.of(id))
                .map(rows -> rows.iterator().next())
                .compose(row -> new LayerStore(transaction)
                        .at(row.getUUID("territory_id"), row.getUUID("lies_in"), row.getUUID("school_id"))
                        .map(layers -> post(row, layers)));
    }

    private static Post post(Row row, RouteLayers layers) {
        var kind = ChannelKind.of(row.getString("kind"));
        var category = Category.of(kind, row.getString("service"));
        return new Post(
                row.getUUID("id"),
                row.getUUID("channel_id"),
                row.getLong("seq"),
                kind,
                category,
                Urgency.of(row.getString("urgency")),
                Goal.of(row.getString("goal")),
                Cover.of(row.getString("cover")),
                row.getBoolean("targeted"),
                Optional.ofNullable(row.getOffsetDateTime("valid_until")).map(OffsetDateTime::toInstant),
                row.getValue("recalled_at") != null,
                row.getUUID("author"),
                row.getUUID("school_id"),
                row.getUUID("territory_id"),
                new Payer(row.getString("payer_kind"), row.getUUID("payer_id")),
                layers.closed(category));
    }

    /** Has a stage of the ladder follow at {@code due}, unless that is in the outbox already. */
    Future<Void> later(UUID post, int stage, int round, Instant due, Instant now) {
        return transaction
                .preparedQuery(LATER)
                .execute(Tuple.of(post, stage, round, Moments.utc(due), Moments.utc(now)))
                .mapEmpty();
    }

    /** Why a round is told; empty where there is no such round. */
    Future<Optional<String>> purpose(UUID post, int round) {
        return transaction
                .preparedQuery(PURPOSE)
                .execute(Tuple.of(post, round))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next().getString("purpose")));
    }

    /**
     * Takes back what has not left yet, and the steps that would follow. What is being sent this moment cannot be taken back.
     */
    Future<Void> cancel(UUID post, Instant now) {
        return transaction
                .preparedQuery(CANCEL)
                .execute(Tuple.of(post, Moments.utc(now)))
                .mapEmpty();
    }
}
