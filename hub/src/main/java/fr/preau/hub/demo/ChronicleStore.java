package fr.preau.hub.demo;

import fr.preau.hub.conversation.PostText;
import fr.preau.hub.conversation.SearchIndex;
import fr.preau.hub.demo.Chronicle.Written;
import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes posts of the past, in the caller's transaction: without notices, as these were sent long ago, and with the
 * cursors of people who read most of them.
 */
final class ChronicleStore {
    /** Channels in which nothing was written come last in the lists. */
    private static final String OPENED = "update channel set created_at = $1, last_at = $1";

    private static final String EVENTS = """
            insert into post_event (channel_id, seq, post_id, kind, actor_id, at)
            select channel_id, seq, id, 'posted', author_id, created_at from post""";

    /** Who may write while a channel is open has written: so it is open. */
    private static final String HEADS = """
            update channel c
               set last_seq = p.seq, last_at = p.at,
                   replies_open = c.kind in ('class_pupils', 'class_families') and p.answered
              from (select p.channel_id, max(p.seq) as seq, max(p.created_at) as at,
                           bool_or(a.profile in ('pupil', 'guardian')) as answered
                      from post p join account a on a.id = p.author_id group by p.channel_id) p
             where p.channel_id = c.id""";

    private static final String AUDIENCES = """
            insert into post_audience (post_id, scope, ref)
            select p.id, case c.service when 'care' then 'care_evening' when 'early_childhood' then 'town' else c.service end,
                   c.town_id
              from post p join channel c on c.id = p.channel_id where p.targeted""";

    private static final String CURSORS = """
            insert into read_cursor (account_id, channel_id, seq, at)
            select distinct m.account_id, c.id,
                   greatest(0, c.last_seq - abs(hashtext(m.account_id::text || c.id::text)) % 4), $1::timestamptz
              from channel c join channel_member m on m.channel_id = c.id
              join account a on a.id = m.account_id and a.activated_at is not null
             where c.last_seq > 0""";

    private final SqlConnection connection;

    ChronicleStore(SqlConnection connection) {
        this.connection = connection;
    }

    Future<Void> write(List<Written> posts, Instant now) {
        return run("select open_missing_channels()", Tuple.tuple())
                .compose(ok -> run(OPENED, Tuple.of(Moments.utc(now).minusDays(60))))
                .compose(ok -> openDirect(posts))
                .compose(ok -> analyze())
                .compose(ok -> insert(posts))
                .compose(ok -> run(EVENTS, Tuple.tuple()))
                .compose(ok -> SearchIndex.all(connection))
                .compose(ok -> run(HEADS, Tuple.tuple()))
                .compose(ok -> run(AUDIENCES, Tuple.tuple()))
                .compose(ok -> analyze())
                .compose(ok -> run(CURSORS, Tuple.of(Moments.utc(now))));
    }

    /** The town was there before anybody was connected: no right has changed. */
    Future<Void> forgetChanges() {
        return run("delete from rights_change where xid = pg_current_xact_id()", Tuple.tuple());
    }

    /** So that look-ups in tables filled in one go are planned well, here and afterwards. */
    private Future<Void> analyze() {
        return connection.query("""
                        analyze school, school_class, person, account, pupil, guardianship, assignment, enrolment, channel,
                            post, post_event""").execute().mapEmpty();
    }

    private Future<Void> openDirect(List<Written> posts) {
        List<Written> direct =
                posts.stream().filter(p -> p.kind().equals("direct")).toList();
        return run(
                """
                insert into channel (kind, account_a, account_b)
                select distinct 'direct', least(a, b), greatest(a, b)
                  from unnest($1::uuid[], $2::uuid[]) as x (a, b)""",
                Tuple.tuple().addArrayOfUUID(ids(direct, Written::ref)).addArrayOfUUID(ids(direct, Written::other)));
    }

    private Future<Void> insert(List<Written> posts) {
        return run(
                """
                insert into post (id, channel_id, seq, author_id, client_key, title, body, targeted, created_at, search_text)
                select i.id, c.id, row_number() over (partition by c.id order by i.at, i.ord), i.author,
                       'demo-' || i.ord, i.title, i.body, i.kind = 'town_bulletin', i.at, i.search
                  from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::text[], $6::uuid[], $7::text[],
                    $8::text[], $9::timestamptz[], $10::text[]) with ordinality
                    as i (id, kind, ref, other, service, author, title, body, at, search, ord)
                  join channel c on c.kind = i.kind and c.service is not distinct from i.service
                   and coalesce(c.class_id, c.pupil_id, c.school_id, c.district_id, c.town_id, c.account_a)
                     = least(i.ref, i.other)
                   and c.account_b is not distinct from case when i.other is not null then greatest(i.ref, i.other) end""",
                Tuple.tuple()
                        .addArrayOfUUID(ids(posts, Written::id))
                        .addArrayOfString(texts(posts, Written::kind))
                        .addArrayOfUUID(ids(posts, Written::ref))
                        .addArrayOfUUID(ids(posts, Written::other))
                        .addArrayOfString(texts(posts, Written::service))
                        .addArrayOfUUID(ids(posts, p -> p.author().id()))
                        .addArrayOfString(texts(posts, Written::title))
                        .addArrayOfString(texts(posts, Written::body))
                        .addArrayOfOffsetDateTime(
                                posts.stream().map(p -> Moments.utc(p.at())).toArray(OffsetDateTime[]::new))
                        .addArrayOfString(texts(posts, p -> PostText.searchable(p.title(), p.body()))));
    }

    private Future<Void> run(String sql, Tuple values) {
        return connection.preparedQuery(sql).execute(values).mapEmpty();
    }

    private static UUID[] ids(List<Written> rows, Function<Written, @Nullable UUID> column) {
        return rows.stream().map(column).toArray(UUID[]::new);
    }

    private static String[] texts(List<Written> rows, Function<Written, @Nullable String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }
}
