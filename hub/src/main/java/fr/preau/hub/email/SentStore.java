package fr.preau.hub.email;

import fr.preau.channels.conversation.ChannelKind;
import fr.preau.channels.reach.Category;
import fr.preau.hub.ground.Moments;
import fr.preau.hub.reach.Claimed;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Tokens of e-mails that were handed over. */
final class SentStore {
    /** A school year's answer comes late at most after the holidays. */
    private static final Duration LIFE = Duration.ofDays(90);

    private static final String ISSUE = """
            with fresh as (
                select * from unnest($1::bytea[], $2::text[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::bigint[],
                        $8::int[])
                    as f (token, address, person, account, post, language, delivery, attempt)),
            sent as (
                insert into email_sent (token_hash, address, person_id, account_id, post_id, language, created_at, expires_at)
                select token, address, person, account, post, language, $9, $10 from fresh)
            insert into email_sent_delivery (token_hash, delivery_id, attempt)
            select token, delivery, attempt from fresh
            """;

    private static final String ISSUE_ONE = """
            with sent as (
                insert into email_sent (token_hash, address, person_id, account_id, language, created_at, expires_at)
                values ($1, $2, $3, $4, $5, $6, $7)
                returning token_hash)
            insert into email_sent_delivery (token_hash, delivery_id, attempt)
            select token_hash, delivery, attempt from sent cross join unnest($8::bigint[], $9::int[]) as d (delivery, attempt)
            """;

    private static final String FIND = """
            select s.address, s.person_id, s.account_id, s.post_id, s.language, s.created_at, c.kind, c.service
              from email_sent s left join post p on p.id = s.post_id left join channel c on c.id = p.channel_id
             where s.token_hash = $1 and s.expires_at > $2
            """;

    private static final String DELIVERIES =
            "select delivery_id, attempt from email_sent_delivery where token_hash = $1 order by delivery_id";

    private static final String FORGET = "delete from email_sent where expires_at <= $1";

    /**
     * An e-mail of ours.
     *
     * @param post what it is about; none for a daily one
     * @param category its class of message; none for a daily one
     */
    record Sent(
            MailToken token,
            String address,
            UUID person,
            Optional<UUID> account,
            Optional<UUID> post,
            Optional<Category> category,
            String language,
            Instant at) {}

    /** A delivery that an e-mail was for. */
    record ForDelivery(long delivery, int attempt) {}

    private final Pool pool;

    SentStore(Pool pool) {
        this.pool = pool;
    }

    /** Keeps the tokens of these deliveries, in the same order; all or none. */
    Future<Void> issue(List<Claimed> claimed, List<MailToken> tokens, Instant now) {
        return pool.preparedQuery(ISSUE)
                .execute(Tuple.tuple()
                        .addArrayOfBuffer(tokens.stream().map(MailToken::hash).toArray(Buffer[]::new))
                        .addArrayOfString(claimed.stream().map(Claimed::address).toArray(String[]::new))
                        .addArrayOfUUID(claimed.stream().map(Claimed::recipient).toArray(UUID[]::new))
                        .addArrayOfUUID(claimed.stream()
                                .map(one -> one.account().orElse(null))
                                .toArray(UUID[]::new))
                        .addArrayOfUUID(claimed.stream().map(Claimed::post).toArray(UUID[]::new))
                        .addArrayOfString(
                                claimed.stream().map(Claimed::language).toArray(String[]::new))
                        .addArrayOfLong(claimed.stream().map(Claimed::id).toArray(Long[]::new))
                        .addArrayOfInteger(
                                claimed.stream().map(Claimed::attempt).toArray(Integer[]::new))
                        .addOffsetDateTime(Moments.utc(now))
                        .addOffsetDateTime(Moments.utc(now.plus(LIFE))))
                .mapEmpty();
    }

    /** Keeps the token of one e-mail for several deliveries to one mailbox. */
    Future<Void> issue(List<Claimed> together, MailToken token, Instant now) {
        var first = together.getFirst();
        return pool.preparedQuery(ISSUE_ONE)
                .execute(Tuple.tuple()
                        .addBuffer(token.hash())
                        .addString(first.address())
                        .addUUID(first.recipient())
                        .addUUID(first.account().orElse(null))
                        .addString(first.language())
                        .addOffsetDateTime(Moments.utc(now))
                        .addOffsetDateTime(Moments.utc(now.plus(LIFE)))
                        .addArrayOfLong(together.stream().map(Claimed::id).toArray(Long[]::new))
                        .addArrayOfInteger(
                                together.stream().map(Claimed::attempt).toArray(Integer[]::new)))
                .mapEmpty();
    }

    /** The e-mail of a token, while it is valid. */
    Future<Optional<Sent>> find(MailToken token, Instant now) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(token.hash(), Moments.utc(now)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .findFirst()
                        .map(row -> sent(token, row)));
    }

    private static Sent sent(MailToken token, Row row) {
        return new Sent(
                token,
                row.getString("address"),
                row.getUUID("person_id"),
                Optional.ofNullable(row.getUUID("account_id")),
                Optional.ofNullable(row.getUUID("post_id")),
                Optional.ofNullable(row.getString("kind"))
                        .map(kind -> Category.of(ChannelKind.of(kind), row.getString("service"))),
                row.getString("language"),
                row.getOffsetDateTime("created_at").toInstant());
    }

    /** The deliveries that an e-mail was for. */
    Future<List<ForDelivery>> deliveries(MailToken token) {
        return pool.preparedQuery(DELIVERIES)
                .execute(Tuple.of(token.hash()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new ForDelivery(row.getLong("delivery_id"), row.getInteger("attempt")))
                        .toList());
    }

    /** Drops tokens that ran out. */
    Future<Void> forget(Instant now) {
        return pool.preparedQuery(FORGET).execute(Tuple.of(Moments.utc(now))).mapEmpty();
    }
}
