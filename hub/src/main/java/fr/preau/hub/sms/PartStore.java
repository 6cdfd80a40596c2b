package fr.preau.hub.sms;

import fr.preau.bridge.sms.smpp.SmsPart;
import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;

/** Parts of long answers by SMS that wait for the rest of their message, whichever node they came to. */
final class PartStore {
    /** One part of a message at a time: else two that come together would each miss the other. */
    private static final String ALONE = "select pg_advisory_xact_lock(hashtextextended($1 || '>' || $2, $3))";

    /** A reference comes again after some hundred messages; what is left of an older one must not get into this one. */
    private static final String OLDER = """
            delete from sms_part
             where sender = $1 and recipient = $2 and reference = $3 and parts = $4 and received_at < $5
            """;

    private static final String KEEP = """
            insert into sms_part (sender, recipient, reference, parts, place, body, received_at)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (sender, recipient, reference, parts, place) do update set body = excluded.body
            """;

    private static final String WHOLE = """
            select string_agg(body, '' order by place) as body from sms_part
             where sender = $1 and recipient = $2 and reference = $3 and parts = $4
            having count(*) = $4
            """;

    private static final String TAKEN =
            "delete from sms_part where sender = $1 and recipient = $2 and reference = $3 and parts = $4";

    private static final String OLD = "delete from sms_part where received_at < $1";

    private final Pool pool;

    PartStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * Keeps a part; the same one again is kept once.
     *
     * @param since parts of before belong to another message
     * @return the text of the whole message when all of its parts are there
     */
    Future<Optional<String>> keep(SmsPart part, Instant now, Instant since) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(ALONE)
                .execute(Tuple.of(part.from(), part.to(), (long) part.reference()))
                .compose(alone ->
                        transaction.preparedQuery(OLDER).execute(message(part).addOffsetDateTime(Moments.utc(since))))
                .compose(cleared -> transaction
                        .preparedQuery(KEEP)
                        .execute(message(part)
                                .addInteger(part.place())
                                .addString(part.text())
                                .addOffsetDateTime(Moments.utc(now))))
                .compose(kept -> whole(transaction, part)));
    }

    private static Future<Optional<String>> whole(SqlClient transaction, SmsPart part) {
        return transaction.preparedQuery(WHOLE).execute(message(part)).map(rows -> {
            var row = rows.iterator();
            return row.hasNext() ? Optional.of(row.next().getString("body")) : Optional.empty();
        });
    }

    /** The message of this part was taken. */
    Future<Void> taken(SmsPart part) {
        return pool.preparedQuery(TAKEN).execute(message(part)).mapEmpty();
    }

    /** The rest of what came before this moment never came. */
    Future<Void> forget(Instant before) {
        return pool.preparedQuery(OLD).execute(Tuple.of(Moments.utc(before))).mapEmpty();
    }

    private static Tuple message(SmsPart part) {
        return Tuple.of(part.from(), part.to(), part.reference(), part.count());
    }
}
