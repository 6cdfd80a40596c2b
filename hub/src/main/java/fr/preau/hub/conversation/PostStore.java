package fr.preau.hub.conversation;

import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.conversation.PostId;
import fr.preau.channels.people.AccountId;
import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Posts changed and read one by one: each change is one statement, so sequence, text, event and outbox row are committed
 * together or not at all. New posts are written by {@link BatchStore}.
 */
final class PostStore {

    private static final String EDIT = """
            with old as (
                select id, title, body from post
                 where id = $1 and channel_id = $2 and recalled_at is null for no key update),
            turn as (
                update channel set last_seq = last_seq + 1, last_at = $4
                 where id = $2 and exists (select 1 from old) returning last_seq),
            written as (
                update post set title = $5, body = $6, search_text = $7, edited_at = $4
                  from turn where post.id = $1 returning post.id),
            happened as (
                insert into post_event (channel_id, seq, post_id, kind, actor_id, at, previous_title, previous_body)
                select $2, turn.last_seq, old.id, 'edited', $3, $4, old.title, old.body from turn, old),
            queued as (
                insert into outbox (post_id, cause, created_at) select id, 'edited', $4 from written)
            select last_seq as seq from turn
            """;

    private static final String RECALL = """
            with old as (
                select id from post where id = $1 and channel_id = $2 and recalled_at is null for no key update),
            turn as (
                update channel set last_seq = last_seq + 1, last_at = $4
                 where id = $2 and exists (select 1 from old) returning last_seq),
            written as (
                update post set recalled_at = $4 from turn where post.id = $1 returning post.id),
            happened as (
                insert into post_event (channel_id, seq, post_id, kind, actor_id, at)
                select $2, turn.last_seq, old.id, 'recalled', $3, $4 from turn, old),
            queued as (
                insert into outbox (post_id, cause, created_at) select id, 'recalled', $4 from written)
            select last_seq as seq from turn
            """;

    private static final String BY_KEY = "select " + PostRows.COLUMNS + " from post p " + PostRows.JOINS
            + " where p.author_id = $1 and p.client_key = $2";

    private static final String BY_ID =
            "select " + PostRows.COLUMNS + " from post p " + PostRows.JOINS + " where p.id = $1 and p.channel_id = $2";

    private final Pool pool;

    PostStore(Pool pool) {
        this.pool = pool;
    }

    /** Replaces the text. Empty when the post was recalled in between. */
    Future<Optional<Long>> edit(AccountId actor, ChannelId channel, PostId post, EditPost text, Instant now) {
        return pool.preparedQuery(EDIT)
                .execute(Tuple.of(
                        post.value(),
                        channel.value(),
                        actor.value(),
                        at(now),
                        text.title(),
                        text.body(),
                        PostText.searchable(text.title(), text.body())))
                .map(PostStore::seq);
    }

    /** Takes the post back. Empty when that was done before. */
    Future<Optional<Long>> recall(AccountId actor, ChannelId channel, PostId post, Instant now) {
        return pool.preparedQuery(RECALL)
                .execute(Tuple.of(post.value(), channel.value(), actor.value(), at(now)))
                .map(PostStore::seq);
    }

    Future<Optional<PostView>> byKey(AccountId author, String key) {
        return one(BY_KEY, Tuple.of(author.value(), key));
    }

    Future<Optional<PostView>> byId(ChannelId channel, PostId post) {
        return one(BY_ID, Tuple.of(post.value(), channel.value()));
    }

    private Future<Optional<PostView>> one(String query, Tuple values) {
        return pool.preparedQuery(query).execute(values).map(rows -> {
            Row row = first(rows);
            return row == null ? Optional.empty() : Optional.of(PostRows.view(row));
        });
    }

    private static Optional<Long> seq(RowSet<Row> rows) {
        Row row = first(rows);
        return row == null ? Optional.empty() : Optional.of(row.getLong("seq"));
    }

    static @Nullable Row first(RowSet<Row> rows) {
        return rows.size() == 0 ? null : rows.iterator().next();
    }

    static OffsetDateTime at(Instant instant) {
        return Moments.utc(instant);
    }
}
