package fr.preau.hub.reach;

import fr.preau.channels.conversation.ChannelKind;
import fr.preau.channels.conversation.Urgency;
import fr.preau.channels.reach.SmsPlan.Candidate;
import fr.preau.channels.reach.SmsPlan.Notice;
import fr.preau.channels.reach.SmsRule;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Reads a post's audience and writes its deliveries, all in the caller's transaction. */
final class PlanStore {
    private static final int ROWS_AT_ONCE = 2_000;

    private static final String POST = """
            select p.id, p.channel_id, c.kind, p.urgency, p.targeted, p.valid_until, p.recalled_at
              from post p join channel c on c.id = p.channel_id
             where p.id = $1
            """;

    /** Guardians among the readers who never opened the app and have a mobile telephone. */
    private static final String READERS = """
            select distinct a.id as account_id, a.person_id, q.phone_mobile, q.language
              from account a join person q on q.id = a.person_id
             where a.profile = 'guardian' and a.ended_at is null and a.activated_at is null
               and q.left_at is null and q.phone_mobile is not null and a.id in (
            """;

    private static final String OF_CHANNEL =
            READERS + "select m.account_id from channel_member m where m.channel_id = $1)";

    private static final String OF_AUDIENCE = READERS + """
            select m.account_id from post_audience x
              join audience_member m on m.scope = x.scope and m.ref = x.ref
             where x.post_id = $1)
            """;

    private static final String QUEUE = """
            with notice as (
                select * from unnest($4::uuid[], $5::text[], $6::text[], $7::timestamptz[], $8::timestamptz[])
                    as n (recipient, address, language, due, deadline)),
            queued as (
                insert into delivery (post_id, recipient_id, route, address, language, priority, due_at, deadline,
                    created_at, changed_at)
                select $1, recipient, 'sms', address, language, $2, due, deadline, $3, $3 from notice
                on conflict do nothing
                returning id, address)
            insert into delivery_person (delivery_id, person_id, account_id)
            select q.id, r.person, a.id
              from queued q join unnest($9::text[], $10::uuid[]) as r (address, person) on r.address = q.address
              join account a on a.person_id = r.person and a.profile = 'guardian'
            on conflict do nothing
            """;

    private static final String CANCEL = """
            update delivery set state = 'cancelled', reason = 'recalled', changed_at = $2
             where post_id = $1 and state = 'pending'
            """;

    private final SqlClient transaction;

    PlanStore(SqlClient transaction) {
        this.transaction = transaction;
    }

    /** What planning needs to know of a post. */
    record Post(
            UUID id,
            UUID channel,
            ChannelKind kind,
            Urgency urgency,
            boolean targeted,
            Optional<Instant> validUntil,
            boolean recalled) {

        /** Whether it needs no more telling. */
        boolean over(Instant now) {
            return recalled || validUntil.filter(end -> !end.isAfter(now)).isPresent();
        }
    }

    Future<Post> post(UUID id) {
        return transaction
                .preparedQuery(POST)
                .execute(Tuple.of(id))
                .map(rows -> post(rows.iterator().next()));
    }

    private static Post post(Row row) {
        return new Post(
                row.getUUID("id"),
                row.getUUID("channel_id"),
                ChannelKind.of(row.getString("kind")),
                Urgency.of(row.getString("urgency")),
                row.getBoolean("targeted"),
                Optional.ofNullable(row.getOffsetDateTime("valid_until")).map(OffsetDateTime::toInstant),
                row.getValue("recalled_at") != null);
    }

    /** Everybody whom a text message about this post should reach. */
    Future<List<Candidate>> candidates(Post post) {
        return transaction
                .preparedQuery(post.targeted() ? OF_AUDIENCE : OF_CHANNEL)
                .execute(Tuple.of(post.targeted() ? post.id() : post.channel()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Candidate(
                                row.getUUID("person_id"), row.getString("phone_mobile"), row.getString("language")))
                        .toList());
    }

    /** Writes the deliveries; those that exist already stay as they are. */
    Future<Void> queue(Post post, List<Notice> notices, Instant now) {
        Future<Void> written = Future.succeededFuture();
        for (int from = 0; from < notices.size(); from += ROWS_AT_ONCE) {
            var some = notices.subList(from, Math.min(from + ROWS_AT_ONCE, notices.size()));
            written = written.compose(before -> queueSome(post, some, now));
        }
        return written;
    }

    private Future<Void> queueSome(Post post, List<Notice> notices, Instant now) {
        var values = Tuple.of(post.id(), SmsRule.priority(post.urgency()), Moments.utc(now))
                .addArrayOfUUID(notices.stream().map(Notice::recipient).toArray(UUID[]::new))
                .addArrayOfString(notices.stream().map(Notice::telephone).toArray(String[]::new))
                .addArrayOfString(notices.stream().map(Notice::language).toArray(String[]::new))
                .addArrayOfOffsetDateTime(
                        notices.stream().map(Notice::due).map(Moments::utc).toArray(OffsetDateTime[]::new))
                .addArrayOfOffsetDateTime(
                        notices.stream().map(Notice::deadline).map(Moments::utc).toArray(OffsetDateTime[]::new))
                .addArrayOfString(notices.stream()
                        .flatMap(notice -> notice.people().stream().map(person -> notice.telephone()))
                        .toArray(String[]::new))
                .addArrayOfUUID(notices.stream()
                        .flatMap(notice -> notice.people().stream())
                        .toArray(UUID[]::new));
        return transaction.preparedQuery(QUEUE).execute(values).mapEmpty();
    }

    /** Takes back what has not left yet. What is being sent this moment cannot be taken back. */
    Future<Void> cancel(UUID post, Instant now) {
        return transaction
                .preparedQuery(CANCEL)
                .execute(Tuple.of(post, Moments.utc(now)))
                .mapEmpty();
    }
}
