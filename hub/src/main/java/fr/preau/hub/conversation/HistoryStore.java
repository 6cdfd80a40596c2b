package fr.preau.hub.conversation;

import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.conversation.PostId;
import fr.preau.channels.people.AccountId;
import fr.preau.channels.people.Caller;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Posts read: pages backwards, events forwards, the history of one post, and the search. */
final class HistoryStore {
    /** One earlier state of a post. */
    record Change(
            long seq,
            String kind,
            Instant at,
            String actor,
            @Nullable String previousTitle,
            @Nullable String previousBody) {}

    /** A post found, and where. */
    record Found(PostView post, String place, String kind) {}

    /** Whether the caller may see a targeted post {@code p}; {@code mine} holds the caller's audiences. */
    private static final String VISIBLE = """
            (not p.targeted or p.author_id = %1$s or %2$s
              or exists (select 1 from post_audience x join mine on mine.scope = x.scope and mine.ref = x.ref
                          where x.post_id = p.id))
            """;

    static String visible(String account, String seesAll) {
        return VISIBLE.formatted(account, seesAll);
    }

    static final String MINE = """
            mine as materialized (
                select distinct am.scope, am.ref from audience_member am where am.account_id = %s)
            """;

    private static final String PAGE = "with " + MINE.formatted("$2") + " select " + PostRows.COLUMNS
            + " from post p " + PostRows.JOINS + " where p.channel_id = $1 and p.seq < $4 and "
            + VISIBLE.formatted("$2", "$3") + " order by p.seq desc limit $5";

    private static final String EVENTS =
            """
            select asked.place, c.last_seq, x.*
              from unnest($1::uuid[], $2::bigint[]) with ordinality as asked (channel, after, place)
              join channel c on c.id = asked.channel
              left join lateral (
                select e.seq as event_seq, e.kind as event_kind,
            """ + PostRows.COLUMNS + " from post_event e join post p on p.id = e.post_id " + PostRows.JOINS + """
                 where e.channel_id = asked.channel and e.seq > asked.after order by e.seq limit $3) x on true
             order by asked.place, x.event_seq
            """;

    private static final String CHANGES = """
            select e.seq, e.kind, e.at, e.previous_title, e.previous_body,
                   display_name(a.profile, q.civility, q.given_name, q.family_name, q.usage_name) as actor
              from post_event e join account a on a.id = e.actor_id join person q on q.id = a.person_id
             where e.post_id = $1 order by e.seq
            """;

    /**
     * Words are found by the index, but those of what has just been posted or corrected by reading it: the index follows
     * with the outbox, see {@link SearchIndex}.
     */
    private static final String SEARCH = "with " + MINE.formatted("$1") + """
            , places as materialized (
                select m.channel_id, bool_or(m.standing = 'officer') as all_seen
                  from channel_member m where m.account_id = $1 and ($3::uuid is null or m.channel_id = $3)
                 group by 1),
            found as (
                select p.id from places join post p on p.channel_id = places.channel_id
                  join post_search s on s.post_id = p.id
                 where s.words @@ websearch_to_tsquery('french', $2)
                   and not exists (select from outbox o where o.post_id = p.id and o.done_at is null and o.cause = 'edited')
                union
                select p.id from outbox o join post p on p.id = o.post_id
                  join places on places.channel_id = p.channel_id
                 where o.done_at is null and o.cause in ('posted', 'edited')
                   and to_tsvector('french', p.search_text) @@ websearch_to_tsquery('french', $2))
            select c.kind,
            """ + ChannelStore.PLACE.formatted("$1")
            + " as place, " + PostRows.COLUMNS + """
              from found join post p on p.id = found.id join places on places.channel_id = p.channel_id
              join channel c on c.id = p.channel_id
            """ + PostRows.JOINS + """
             where p.recalled_at is null
               and ($4::timestamptz is null or (p.created_at, p.id) < ($4, $5)) and
            """ + VISIBLE.formatted("$1", "places.all_seen")
            + " order by p.created_at desc, p.id desc limit $6";

    private final Pool pool;

    HistoryStore(Pool pool) {
        this.pool = pool;
    }

    /** Posts before a seq, newest first, as far as this caller may see them. */
    Future<List<PostView>> page(Caller caller, ChannelId channel, boolean seesAll, long before, int limit) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(channel.value(), caller.account().value(), seesAll, before, limit))
                .map(rows -> stream(rows).map(PostRows::view).toList());
    }

    /** Of each of these, in the same order: all events after the seq, at most {@code limit}, in order, for every reader. */
    Future<List<CatchUp>> events(List<CatchUp.From> froms, int limit) {
        UUID[] channels = froms.stream().map(from -> from.channel().value()).toArray(UUID[]::new);
        Long[] after = froms.stream().map(CatchUp.From::after).toArray(Long[]::new);
        return pool.preparedQuery(EVENTS)
                .execute(Tuple.of(channels, after, limit))
                .map(rows -> {
                    List<List<ChannelEvent>> events = new ArrayList<>();
                    froms.forEach(from -> events.add(new ArrayList<>()));
                    long[] last = new long[froms.size()];
                    for (Row row : rows) {
                        int place = row.getLong("place").intValue() - 1;
                        last[place] = row.getLong("last_seq");
                        if (row.getLong("event_seq") != null) {
                            events.get(place).add(event(row));
                        }
                    }
                    return IntStream.range(0, last.length)
                            .mapToObj(i -> new CatchUp(events.get(i), last[i]))
                            .toList();
                });
    }

    /** The history of one post, oldest first. */
    Future<List<Change>> changes(PostId post) {
        return pool.preparedQuery(CHANGES)
                .execute(Tuple.of(post.value()))
                .map(rows -> stream(rows)
                        .map(row -> new Change(
                                row.getLong("seq"),
                                row.getString("kind"),
                                PostRows.moment(row, "at"),
                                row.getString("actor"),
                                row.getString("previous_title"),
                                row.getString("previous_body")))
                        .toList());
    }

    /** Posts with these words, newest first, among all that the caller may read, after a place in that order. */
    Future<List<Found>> search(
            Caller caller, String words, @Nullable UUID channel, @Nullable TimeCursor after, int limit) {
        return pool.preparedQuery(SEARCH)
                .execute(Tuple.of(
                        caller.account().value(),
                        PostText.searchable(words),
                        channel,
                        after == null ? null : PostStore.at(after.at()),
                        after == null ? null : after.id(),
                        limit))
                .map(rows -> stream(rows)
                        .map(row -> new Found(PostRows.view(row), row.getString("place"), row.getString("kind")))
                        .toList());
    }

    private static ChannelEvent event(Row row) {
        PostView post = PostRows.view(row);
        long seq = row.getLong("event_seq");
        String kind = row.getString("event_kind");
        Buffer frame = Frames.event(kind, seq, post);
        return new ChannelEvent(
                new ChannelId(post.channel()),
                seq,
                !kind.equals(Conversation.POSTED),
                frame,
                Set.copyOf(PostRows.audience(row)),
                new AccountId(row.getUUID("author_id")));
    }

    static java.util.stream.Stream<Row> stream(Iterable<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
