package fr.preau.hub.conversation;

import fr.preau.channels.access.Standing;
import fr.preau.channels.bulletin.Audience;
import fr.preau.channels.conversation.Place;
import fr.preau.hub.conversation.PlaceBook.Known;
import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes many posts with one statement and one commit. */
final class BatchStore {
    /**
     * A post as it goes into the statement.
     *
     * @param known what its writing was decided on
     */
    record Line(UUID id, WaitingPost waiting, Known known) {
        private Place place() {
            return known.place();
        }
    }

    /** What became of a line. */
    enum Outcome {
        /** It is in its channel. */
        WRITTEN,
        /** Its key has made a post before. */
        KNOWN,
        /** The writer no longer stands to the channel as when it was decided. */
        MOVED,
        /** The post that it answers is not in this channel. */
        UNANSWERABLE
    }

    /** @param seq its place in the channel, 0 unless it was written */
    record Result(Outcome outcome, long seq) {}

    /** Plans are kept a connection; one made while the table was still small would go through all of it for each post. */
    private static final String BY_INDEX = "set local enable_seqscan = off";

    private static final String BEGIN = "begin; " + BY_INDEX;

    /**
     * The rows of the channels are locked first, in one order everywhere so that no two writers wait for each other; so
     * writers of one channel queue there and seq has no gaps. What each post was decided on is looked at once more inside,
     * for a right lost since: where nothing changed anybody's rights in between, {@code rights_change} says so for all of
     * them at once, else membership is looked up for each.
     *
     * <p>Earlier posts are asked for by values and not by {@code exists}: of that one the planner may make a hash of all posts
     * that there are, which it holds to be cheap as long as the plan is older than the posts.
     */
    static final String INSERT = """
            with given as materialized (
                select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[],
                        $8::text[], $9::uuid[], $10::timestamptz[], $11::text[], $12::text[], $13::text[], $14::boolean[],
                        $15::text[], $16::boolean[])
                    with ordinality as t (id, channel_id, author_id, client_key, urgency, title, body, search_text,
                        reply_to, valid_until, goal, cover, safety_reason, targeted, standings, replies_open, nth)),
            held as materialized (
                select c.id, c.last_seq, c.replies_open from channel c
                 where c.id in (select channel_id from given) order by c.id for no key update),
            changed as materialized (
                select exists (select from rights_change r where r.xid >= $18::text::xid8) as rights),
            judged as materialized (
                select g.*, h.last_seq, case
                    when (select true from post d where d.author_id = g.author_id and d.client_key = g.client_key)
                        then 'known'
                    when g.replies_open is distinct from h.replies_open then 'moved'
                    when changed.rights and g.standings is distinct from (
                        select string_agg(distinct m.standing collate "C", ',' order by m.standing collate "C")
                          from channel_member m where m.channel_id = g.channel_id and m.account_id = g.author_id)
                        then 'moved'
                    when g.reply_to is not null and g.channel_id is distinct from (
                        select r.channel_id from post r where r.id = g.reply_to) then 'unanswerable'
                    else 'written' end as outcome
                  from given g cross join changed left join held h on h.id = g.channel_id),
            placed as materialized (
                select *, last_seq + row_number() over (partition by channel_id order by nth) as seq
                  from judged where outcome = 'written'),
            turned as (
                update channel c set last_seq = n.seq, last_at = $17
                  from (select channel_id, max(seq) as seq from placed group by channel_id) n where c.id = n.channel_id),
            written as (
                insert into post (id, channel_id, seq, author_id, client_key, urgency, title, body, reply_to, targeted,
                    valid_until, created_at, search_text, goal, cover, safety_reason)
                select id, channel_id, seq, author_id, client_key, urgency, title, body, reply_to, targeted,
                    valid_until, $17, search_text, goal, cover, safety_reason from placed),
            happened as (
                insert into post_event (channel_id, seq, post_id, kind, actor_id, at)
                select channel_id, seq, id, 'posted', author_id, $17 from placed),
            aimed as (
                insert into post_audience (post_id, scope, ref)
                select p.id, a.scope, a.ref from unnest($19::bigint[], $20::text[], $21::uuid[]) as a (nth, scope, ref)
                  join placed p on p.nth = a.nth),
            queued as (
                insert into outbox (post_id, cause, created_at) select id, 'posted', $17 from placed order by nth)
            select j.outcome, p.seq from judged j left join placed p on p.nth = j.nth order by j.nth
            """;

    private final Pool pool;

    BatchStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * Writes these posts in this order, each key once among them; answers in the same order. One transaction in one round
     * trip: nothing of it is waited for but the commit. Fails as a whole: with a unique violation when a key was written
     * by another node at this moment.
     */
    Future<List<Result>> write(List<Line> lines, Instant now) {
        return pool.withConnection(connection -> {
            Future<?> begun = connection.query(BEGIN).execute();
            Future<List<Result>> written = insert(connection, lines, now);
            Future<?> committed = connection.query("commit").execute(); // rolls back what has failed
            return Future.join(begun, written, committed)
                    .map(done -> written.result())
                    .recover(failure -> Future.failedFuture(written.failed() ? written.cause() : failure));
        });
    }

    /** As {@link #write}, together with what else belongs into the same transaction if the posts are written. */
    Future<List<Result>> writeWith(List<Line> lines, Instant now, Function<SqlClient, Future<Void>> alongside) {
        return pool.withTransaction(transaction -> transaction
                .query(BY_INDEX)
                .execute()
                .compose(ready -> insert(transaction, lines, now))
                .compose(results -> results.stream().allMatch(result -> result.outcome() == Outcome.WRITTEN)
                        ? alongside.apply(transaction).map(results)
                        : Future.succeededFuture(results)));
    }

    private static Future<List<Result>> insert(SqlClient client, List<Line> lines, Instant now) {
        return client.preparedQuery(INSERT).execute(values(lines, now)).map(BatchStore::results);
    }

    private static List<Result> results(RowSet<Row> rows) {
        List<Result> results = new ArrayList<>(rows.size());
        for (Row row : rows) {
            Long seq = row.getLong("seq");
            results.add(new Result(
                    Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)), seq == null ? 0 : seq));
        }
        return results;
    }

    private static Tuple values(List<Line> lines, Instant now) {
        long since =
                lines.stream().mapToLong(line -> line.known().since()).min().orElseThrow();
        Tuple values = Tuple.tuple()
                .addArrayOfUUID(uuids(lines, Line::id))
                .addArrayOfUUID(uuids(lines, line -> line.waiting().channel().value()))
                .addArrayOfUUID(
                        uuids(lines, line -> line.waiting().caller().account().value()))
                .addArrayOfString(texts(lines, NewPost::key))
                .addArrayOfString(texts(lines, post -> post.level().code()))
                .addArrayOfString(texts(lines, NewPost::title))
                .addArrayOfString(texts(lines, NewPost::body))
                .addArrayOfString(
                        lines.stream().map(line -> line.waiting().searchText()).toArray(String[]::new))
                .addArrayOfUUID(uuids(lines, line -> line.waiting().post().replyTo()))
                .addArrayOfOffsetDateTime(lines.stream()
                        .map(line -> utc(line.waiting().post().validUntil()))
                        .toArray(OffsetDateTime[]::new))
                .addArrayOfString(texts(lines, post -> post.target().code()))
                .addArrayOfString(texts(lines, post -> post.cover().code()))
                .addArrayOfString(texts(lines, NewPost::reason))
                .addArrayOfBoolean(lines.stream()
                        .map(line -> line.waiting().post().audience() != null)
                        .toArray(Boolean[]::new))
                .addArrayOfString(
                        lines.stream().map(line -> standings(line.place())).toArray(String[]::new))
                .addArrayOfBoolean(
                        lines.stream().map(line -> line.place().repliesOpen()).toArray(Boolean[]::new))
                .addOffsetDateTime(Moments.utc(now))
                .addString(Long.toString(since));
        return audiences(values, lines);
    }

    private static Tuple audiences(Tuple values, List<Line> lines) {
        List<Long> numbers = new ArrayList<>();
        List<Audience> parts = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            for (Audience part : lines.get(i).waiting().post().parts()) {
                numbers.add(i + 1L);
                parts.add(part);
            }
        }
        return values.addArrayOfLong(numbers.toArray(Long[]::new))
                .addArrayOfString(
                        parts.stream().map(part -> part.scope().code()).toArray(String[]::new))
                .addArrayOfUUID(parts.stream().map(Audience::ref).toArray(UUID[]::new));
    }

    /** As the statement puts together what it finds; null for who does not belong to the channel. */
    private static @Nullable String standings(Place place) {
        return place.standings().isEmpty()
                ? null
                : place.standings().stream().map(Standing::code).sorted().collect(Collectors.joining(","));
    }

    private static UUID[] uuids(List<Line> lines, Function<Line, @Nullable UUID> part) {
        return lines.stream().map(part).toArray(UUID[]::new);
    }

    private static String[] texts(List<Line> lines, Function<NewPost, @Nullable String> part) {
        return lines.stream().map(line -> part.apply(line.waiting().post())).toArray(String[]::new);
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : Moments.utc(instant);
    }
}
