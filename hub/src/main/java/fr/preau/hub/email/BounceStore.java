package fr.preau.hub.email;

import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;

/** What came back from mailboxes. */
final class BounceStore {
    private static final String NOTE = """
            with noted as (
                insert into email_bounce (address, kind, status, token_hash, at) values ($1, $2, $3, $4, $5)
                on conflict do nothing
                returning 1)
            select (select count(*) from noted) as fresh,
                (select count(*) from email_bounce where address = $1 and at > $6) + (select count(*) from noted) as recent
            """;

    private static final String GIVE_UP = """
            insert into suppressed_address (route, address, reason, code, at) values ('email', $1, $2, $3, $4)
            on conflict do nothing
            """;

    /** @param recent how many came back of late, this one among them */
    record Noted(boolean fresh, long recent) {}

    private final Pool pool;

    BounceStore(Pool pool) {
        this.pool = pool;
    }

    /** Keeps that an e-mail came back; the same report twice counts once. */
    Future<Noted> note(SentStore.Sent sent, boolean forGood, int status, Instant now, Instant since) {
        return pool.preparedQuery(NOTE)
                .execute(Tuple.tuple()
                        .addString(sent.address())
                        .addString(forGood ? "hard" : "soft")
                        .addInteger(status)
                        .addBuffer(sent.token().hash())
                        .addOffsetDateTime(Moments.utc(now))
                        .addOffsetDateTime(Moments.utc(since)))
                .map(rows -> {
                    var row = rows.iterator().next();
                    return new Noted(row.getLong("fresh") > 0, row.getLong("recent"));
                });
    }

    /** The mailbox is not used again until somebody changes it. */
    Future<Void> giveUp(String address, String reason, int status, Instant now) {
        return pool.preparedQuery(GIVE_UP)
                .execute(Tuple.of(address, reason, status, Moments.utc(now)))
                .mapEmpty();
    }
}
