package fr.preau.hub.sms;

import fr.preau.bridge.sms.SmsInbound;
import fr.preau.channels.people.AccountId;
import fr.preau.channels.people.Caller;
import fr.preau.channels.people.PersonId;
import fr.preau.channels.people.Profile;
import fr.preau.channels.people.SessionId;
import fr.preau.channels.reach.SmsReply.Into;
import fr.preau.channels.reach.SmsReply.Target;
import fr.preau.channels.reach.SmsReply.To;
import fr.preau.channels.reach.SmsReply.Unread;
import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Messages that came in, and what they were found to mean. */
final class InboundStore {
    private static final String COLUMNS = "id, address, body, wish, received_at";

    private static final String KEEP = """
            insert into sms_inbound (provider, provider_id, address, our_number, body, wish, received_at)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (provider, provider_id) do nothing
            returning\s""" + COLUMNS;

    private static final String LEFT_OVER = "select " + COLUMNS + """
             from sms_inbound where state = 'received' and received_at < $1 order by id limit 100
            """;

    /** The oldest text that still waits for the answer to a question. */
    private static final String ASKED = "select " + COLUMNS + """
             from sms_inbound where address = $1 and state = 'asked' and received_at >= $2 order by id
            """;

    /** Whether an earlier text of this telephone led or is leading to a question that still waits for its number. */
    private static final String ASKED_BEFORE = """
            select exists (select 1 from sms_inbound
                 where address = $1 and id < $2 and state in ('asked', 'received') and received_at >= $3
                   and body !~ '^\\s*[1-9]\\s*[.)!]*\\s*$') as asked
            """;

    private static final String CHOICES = """
            insert into sms_choice (inbound_id, number, kind, ref, account_id, label, about)
            select $1, t.* from unnest($2::int[], $3::text[], $4::uuid[], $5::uuid[], $6::text[], $7::uuid[]) as t
            on conflict do nothing
            """;

    private static final String CHOSEN = """
            select number, kind, ref, account_id, label, about from sms_choice where inbound_id = $1 order by number
            """;

    private static final String SETTLE = """
            update sms_inbound set state = $2, post_id = coalesce($3, post_id), settled_at = $4
             where id = $1 and state in ('received', 'asked')
            """;

    private static final String CALLER = """
            select a.person_id, q.language,
                   display_name(a.profile, q.civility, q.given_name, q.family_name, q.usage_name) as name
              from account a join person q on q.id = a.person_id
             where a.id = $1 and a.profile = 'guardian' and a.ended_at is null and q.left_at is null and q.phone_mobile = $2
            """;

    private static final String ABOUT = """
            select channel_id, coalesce(nullif(title, ''), body) as said from post where id = $1 and recalled_at is null
            """;

    private static final String STOP = """
            insert into suppressed_address (route, address, reason, code, at) values ('sms', $1, 'opted_out', 0, $2)
            on conflict (route, address) do update set reason = 'opted_out', code = 0, at = excluded.at
            """;

    private static final String START =
            "delete from suppressed_address where route = 'sms' and address = $1 and reason = 'opted_out'";

    /** A message that was kept. */
    record Kept(long id, String address, String body, SmsInbound.Wish wish, Instant receivedAt) {}

    /** A post as an answer quotes it. */
    record About(UUID channel, String said) {}

    private final Pool pool;

    InboundStore(Pool pool) {
        this.pool = pool;
    }

    /** Keeps a message; empty when it is here already. */
    Future<Optional<Kept>> keep(String provider, SmsInbound message, Instant now) {
        return pool.preparedQuery(KEEP)
                .execute(Tuple.tuple()
                        .addString(provider)
                        .addString(message.id())
                        .addString(message.from())
                        .addString(message.to())
                        .addString(message.text())
                        .addString(message.wish().name().toLowerCase(Locale.ROOT))
                        .addOffsetDateTime(Moments.utc(now)))
                .map(rows -> kept(rows).stream().findFirst());
    }

    /** Messages about which nothing was done since then: the node that had them ended. */
    Future<List<Kept>> leftOver(Instant before) {
        return pool.preparedQuery(LEFT_OVER)
                .execute(Tuple.of(Moments.utc(before)))
                .map(InboundStore::kept);
    }

    /** Texts of this telephone that wait for the answer to a question. */
    Future<List<Kept>> asked(String address, Instant since) {
        return pool.preparedQuery(ASKED)
                .execute(Tuple.of(address, Moments.utc(since)))
                .map(InboundStore::kept);
    }

    /** Whether the person need not be asked again for this text. */
    Future<Boolean> askedBefore(Kept kept, Instant since) {
        return pool.preparedQuery(ASKED_BEFORE)
                .execute(Tuple.of(kept.address(), kept.id(), Moments.utc(since)))
                .map(rows -> rows.iterator().next().getBoolean("asked"));
    }

    private static List<Kept> kept(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Kept(
                        row.getLong("id"),
                        row.getString("address"),
                        row.getString("body"),
                        SmsInbound.Wish.valueOf(row.getString("wish").toUpperCase(Locale.ROOT)),
                        row.getOffsetDateTime("received_at").toInstant()))
                .toList();
    }

    /** Keeps what the numbers of a question mean. */
    Future<Void> offer(long inbound, List<Target> targets) {
        return pool.preparedQuery(CHOICES)
                .execute(Tuple.of(inbound)
                        .addArrayOfInteger(
                                IntStream.rangeClosed(1, targets.size()).boxed().toArray(Integer[]::new))
                        .addArrayOfString(
                                targets.stream().map(InboundStore::kind).toArray(String[]::new))
                        .addArrayOfUUID(targets.stream().map(InboundStore::ref).toArray(UUID[]::new))
                        .addArrayOfUUID(targets.stream().map(Target::account).toArray(UUID[]::new))
                        .addArrayOfString(targets.stream().map(Target::label).toArray(String[]::new))
                        .addArrayOfUUID(targets.stream().map(Target::about).toArray(UUID[]::new)))
                .mapEmpty();
    }

    private static String kind(Target target) {
        return switch (target) {
            case Into into -> "channel";
            case To to -> "direct";
            case Unread unread -> "unread";
        };
    }

    private static @Nullable UUID ref(Target target) {
        return switch (target) {
            case Into into -> into.channel();
            case To to -> to.author();
            case Unread unread -> null;
        };
    }

    /** What the numbers of a question mean, in their order. */
    Future<List<Target>> offered(long inbound) {
        return pool.preparedQuery(CHOSEN)
                .execute(Tuple.of(inbound))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(InboundStore::target)
                        .toList());
    }

    private static Target target(Row row) {
        var account = row.getUUID("account_id");
        var about = row.getUUID("about");
        var label = row.getString("label");
        return switch (row.getString("kind")) {
            case "channel" -> new Into(account, about, label, row.getUUID("ref"));
            case "direct" -> new To(account, about, label, row.getUUID("ref"));
            default -> new Unread(account, about, label);
        };
    }

    /** Notes what became of a message; one that has its end keeps it. */
    Future<Void> settle(long inbound, String state, @Nullable UUID post, Instant now) {
        return pool.preparedQuery(SETTLE)
                .execute(Tuple.of(inbound, state, post, Moments.utc(now)))
                .mapEmpty();
    }

    /** The guardian as whom a message is written, while the telephone is theirs. An account need not be activated. */
    Future<Optional<Caller>> caller(UUID account, String address) {
        return pool.preparedQuery(CALLER).execute(Tuple.of(account, address)).map(rows -> {
            var found = rows.iterator();
            if (!found.hasNext()) {
                return Optional.empty();
            }
            var row = found.next();
            return Optional.of(new Caller(
                    new AccountId(account),
                    new PersonId(row.getUUID("person_id")),
                    Profile.GUARDIAN,
                    NO_SESSION,
                    row.getString("name"),
                    row.getString("language")));
        });
    }

    /** Nobody signed in to write a text message. */
    private static final SessionId NO_SESSION = new SessionId(new UUID(0, 0));

    /** The post that a message answers, unless it was recalled. */
    Future<Optional<About>> about(UUID post) {
        return pool.preparedQuery(ABOUT).execute(Tuple.of(post)).map(rows -> {
            var found = rows.iterator();
            if (!found.hasNext()) {
                return Optional.empty();
            }
            var row = found.next();
            return Optional.of(new About(row.getUUID("channel_id"), row.getString("said")));
        });
    }

    /** No more messages to this telephone: respected by law. */
    Future<Void> stop(String address, Instant now) {
        return pool.preparedQuery(STOP)
                .execute(Tuple.of(address, Moments.utc(now)))
                .mapEmpty();
    }

    /** Messages again; a number that cannot get any stays suppressed. */
    Future<Void> start(String address) {
        return pool.preparedQuery(START).execute(Tuple.of(address)).mapEmpty();
    }
}
