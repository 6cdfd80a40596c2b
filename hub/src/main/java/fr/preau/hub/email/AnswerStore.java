package fr.preau.hub.email;

import fr.preau.channels.people.AccountId;
import fr.preau.channels.people.Caller;
import fr.preau.channels.people.PersonId;
import fr.preau.channels.people.Profile;
import fr.preau.channels.people.SessionId;
import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Answers that came in by e-mail, and as whom they are written. */
final class AnswerStore {
    private static final String KEEP = """
            with fresh as (
                insert into email_inbound (message_hash, token_hash, outcome, at) values ($1, $2, 'received', $3)
                on conflict do nothing
                returning outcome)
            select outcome from fresh
            union all
            select outcome from email_inbound where message_hash = $1
            limit 1
            """;

    private static final String SETTLE = """
            with settled as (
                update email_inbound set outcome = $2, post_id = $3 where message_hash = $1 and outcome = 'received')
            insert into link_read (post_id, account_id, at)
            select $4::uuid, $5::uuid, $6::timestamptz where $4 is not null and $5 is not null
            on conflict do nothing
            """;

    private static final String CALLER = """
            select a.id, a.person_id, a.profile, q.language,
                   display_name(a.profile, q.civility, q.given_name, q.family_name, q.usage_name) as name
              from account a join person q on q.id = a.person_id
             where a.id = $1 and a.ended_at is null and q.left_at is null and lower(q.email) = $2
            """;

    /**
     * A post and where an answer to it belongs: in the same conversation where that is with this family or among staff; to a
     * class or school in the child's own liaison channel, so that no other parent reads it.
     */
    private static final String ABOUT = """
            select p.channel_id, p.author_id, p.recalled_at is not null as recalled,
                coalesce(nullif(p.title, ''), p.body) as said,
                case when c.kind in ('liaison', 'direct', 'staff_room', 'inspection') then c.id
                    when c.kind in ('class_families', 'school_notice') then (
                        select case when count(*) = 1 or c.kind = 'school_notice' then min(l.id::text)::uuid end
                          from guardianship g
                          join pupil u on u.person_id = g.pupil_id and u.left_at is null
                            and (u.class_id = c.class_id or u.school_id = c.school_id)
                          join channel l on l.kind = 'liaison' and l.pupil_id = u.person_id
                         where g.guardian_id = $2 and g.ended_at is null) end as home,
                c.kind <> 'town_bulletin' as answerable
              from post p join channel c on c.id = p.channel_id
             where p.id = $1
            """;

    /**
     * The post that somebody answers.
     *
     * @param said its title or text
     * @param home where the answer belongs; none where only its author may get it
     * @param answerable whether its author reads answers at all
     */
    record About(
            UUID post,
            UUID channel,
            UUID author,
            boolean recalled,
            String said,
            Optional<UUID> home,
            boolean answerable) {}

    private final Pool pool;

    AnswerStore(Pool pool) {
        this.pool = pool;
    }

    /** Keeps that an answer came, once; answers what became of it: {@code received} where nothing has yet. */
    Future<String> keep(Buffer message, MailToken token, Instant now) {
        return pool.preparedQuery(KEEP)
                .execute(Tuple.of(message, token.hash(), Moments.utc(now)))
                .map(rows -> rows.iterator().next().getString("outcome"));
    }

    /**
     * Notes what became of an answer.
     *
     * @param post what it became
     * @param about the post that the person must have read to answer it; none where nothing shows that
     */
    Future<Void> settle(
            Buffer message,
            String outcome,
            @Nullable UUID post,
            @Nullable UUID about,
            @Nullable UUID account,
            Instant now) {
        return pool.preparedQuery(SETTLE)
                .execute(Tuple.of(message, outcome, post, about, account, Moments.utc(now)))
                .mapEmpty();
    }

    /** The person as whom an answer is written, while the mailbox is theirs. The account need not be activated. */
    Future<Optional<Caller>> caller(UUID account, String address) {
        return pool.preparedQuery(CALLER)
                .execute(Tuple.of(account, address))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .findFirst()
                        .map(AnswerStore::caller));
    }

    private static Caller caller(Row row) {
        return new Caller(
                new AccountId(row.getUUID("id")),
                new PersonId(row.getUUID("person_id")),
                Profile.of(row.getString("profile")),
                new SessionId(new UUID(0, 0)), // no session: the token stands for one e-mail
                row.getString("name"),
                row.getString("language"));
    }

    Future<About> about(UUID post, UUID person) {
        return pool.preparedQuery(ABOUT).execute(Tuple.of(post, person)).map(rows -> {
            var row = rows.iterator().next();
            return new About(
                    post,
                    row.getUUID("channel_id"),
                    row.getUUID("author_id"),
                    row.getBoolean("recalled"),
                    row.getString("said"),
                    Optional.ofNullable(row.getUUID("home")),
                    row.getBoolean("answerable"));
        });
    }
}
