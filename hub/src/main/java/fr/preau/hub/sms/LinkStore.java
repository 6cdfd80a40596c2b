package fr.preau.hub.sms;

import fr.preau.hub.conversation.PostText;
import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Short links, what each opens, and what was done there. */
final class LinkStore {
    private static final String MAKE = """
            insert into sms_link (hash, delivery_id, post_id, account_id, person_id, created_at, expires_at)
            select n.hash, d.id, d.post_id, dp.account_id, dp.person_id, $3, $4
              from unnest($1::text[], $2::bigint[]) as n (hash, delivery)
              join delivery d on d.id = n.delivery
              join delivery_person dp on dp.delivery_id = d.id and dp.person_id = d.recipient_id
            """;

    /** The link opens nothing for who lost the right to the post since. */
    private static final String OPEN = """
            select l.post_id, l.account_id, l.person_id, l.expires_at <= $2 as over, q.language, p.title, p.body, p.goal,
                   p.recalled_at is not null as recalled, p.valid_until <= $2 as past, p.edited_at, p.created_at,
                   reads_post(p.id, l.account_id) and q.left_at is null and a.ended_at is null as allowed,
                   display_name(aa.profile, an.civility, an.given_name, an.family_name, an.usage_name) as author,
                   case c.kind when 'town_bulletin' then t.name else s.name end as place,
                   kids.names, kids.signed
              from sms_link l
              join post p on p.id = l.post_id
              join channel c on c.id = p.channel_id
              join account a on a.id = l.account_id
              join person q on q.id = l.person_id
              join account aa on aa.id = p.author_id
              join person an on an.id = aa.person_id
              left join town t on t.id = c.town_id
              left join school_class k on k.id = c.class_id
              left join pupil u on u.person_id = c.pupil_id
              left join school s on s.id = coalesce(c.school_id, k.school_id, u.school_id)
              left join lateral (
                select array_agg(kn.given_name order by kn.given_name, kn.id) as names,
                       bool_and(exists (select 1 from signature g where g.post_id = p.id and g.pupil_id = kn.id
                            and g.person_id = l.person_id)) as signed
                  from guardianship w join person kn on kn.id = w.pupil_id
                 where p.goal = 'signed' and w.guardian_id = l.person_id and w.ended_at is null and w.rights = 'legal'
                   and exists (select 1 from post_pupil pp where pp.post_id = p.id and pp.pupil_id = w.pupil_id)) kids on true
             where l.hash = $1
            """;

    private static final String READ = """
            with opened as (
                update sms_link set opened_at = coalesce(opened_at, $2) where hash = $1 and expires_at > $2
                returning post_id, account_id)
            insert into link_read (post_id, account_id, at)
            select o.post_id, o.account_id, $2 from opened o join post p on p.id = o.post_id
             where p.recalled_at is null and reads_post(o.post_id, o.account_id)
            on conflict (post_id, account_id) do update set at = excluded.at
            """;

    /** Exactly the text that was shown, by who has parental authority, for each child whom it concerns. */
    private static final String SIGN = """
            insert into signature (post_id, pupil_id, person_id, via, at)
            select p.id, w.pupil_id, l.person_id, 'link', $2
              from sms_link l
              join post p on p.id = l.post_id and p.recalled_at is null and p.goal = 'signed'
              join guardianship w on w.guardian_id = l.person_id and w.ended_at is null and w.rights = 'legal'
             where l.hash = $1 and l.expires_at > $2 and coalesce(p.edited_at, p.created_at) = $3
               and reads_post(p.id, l.account_id)
               and exists (select 1 from post_pupil pp where pp.post_id = p.id and pp.pupil_id = w.pupil_id)
            on conflict do nothing
            """;

    private static final String FORGET = "delete from sms_link where expires_at < $1";

    /**
     * What a link opens.
     *
     * @param over whether its time is over
     * @param allowed whether the person still has the right to the post
     * @param past whether the post is no longer valid
     * @param version which text this is, in microseconds
     * @param children for whom this person may sign; empty where nothing is to be signed
     * @param signed whether that is done
     */
    record Opened(
            boolean over,
            boolean allowed,
            boolean recalled,
            boolean past,
            String language,
            String place,
            String author,
            @Nullable String title,
            String html,
            Instant at,
            boolean edited,
            long version,
            List<String> children,
            boolean signed) {}

    private final Pool pool;

    LinkStore(Pool pool) {
        this.pool = pool;
    }

    /** Makes a link a delivery. */
    Future<Void> make(Map<Long, LinkToken> tokens, Instant now, Duration life) {
        if (tokens.isEmpty()) {
            return Future.succeededFuture();
        }
        return pool.preparedQuery(MAKE)
                .execute(Tuple.tuple()
                        .addArrayOfString(
                                tokens.values().stream().map(LinkToken::hash).toArray(String[]::new))
                        .addArrayOfLong(tokens.keySet().toArray(Long[]::new))
                        .addOffsetDateTime(Moments.utc(now))
                        .addOffsetDateTime(Moments.utc(now.plus(life))))
                .mapEmpty();
    }

    Future<Optional<Opened>> open(LinkToken token, Instant now) {
        return pool.preparedQuery(OPEN)
                .execute(Tuple.of(token.hash(), Moments.utc(now)))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(opened(rows.iterator().next())));
    }

    private static Opened opened(Row row) {
        OffsetDateTime edited = row.getOffsetDateTime("edited_at");
        var at = (edited == null ? row.getOffsetDateTime("created_at") : edited).toInstant();
        var names = row.getArrayOfStrings("names");
        return new Opened(
                row.getBoolean("over"),
                row.getBoolean("allowed"),
                row.getBoolean("recalled"),
                Boolean.TRUE.equals(row.getBoolean("past")),
                row.getString("language"),
                row.getString("place") == null ? "Préau" : row.getString("place"),
                row.getString("author"),
                row.getString("title"),
                PostText.html(row.getString("body")),
                at,
                edited != null,
                ChronoUnit.MICROS.between(Instant.EPOCH, at),
                names == null ? List.of() : List.of(names),
                Boolean.TRUE.equals(row.getBoolean("signed")));
    }

    /** Notes that the person read the post by this link. */
    Future<Void> read(LinkToken token, Instant now) {
        return pool.preparedQuery(READ)
                .execute(Tuple.of(token.hash(), Moments.utc(now)))
                .mapEmpty();
    }

    /** Signs the post in this version; a signature that stands stays as it is. */
    Future<Void> sign(LinkToken token, long version, Instant now) {
        return pool.preparedQuery(SIGN)
                .execute(Tuple.of(
                        token.hash(), Moments.utc(now), Moments.utc(Instant.EPOCH.plus(version, ChronoUnit.MICROS))))
                .mapEmpty();
    }

    /** Forgets links that ended before; until then they can say that they ended. */
    Future<Void> forget(Instant before) {
        return pool.preparedQuery(FORGET).execute(Tuple.of(Moments.utc(before))).mapEmpty();
    }
}
