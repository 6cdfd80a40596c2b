package fr.preau.hub.email;

import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;

/** Mailboxes whose owners want no more e-mail. */
final class OffStore {
    private static final String END = """
            insert into suppressed_address (route, address, reason, code, at) values ('email', $1, 'unsubscribed', 0, $2)
            on conflict (route, address) do nothing
            """;

    private final Pool pool;

    OffStore(Pool pool) {
        this.pool = pool;
    }

    /** No more e-mail to this mailbox. Doing it twice changes nothing. */
    Future<Void> end(SentStore.Sent mail, Instant now) {
        return pool.preparedQuery(END)
                .execute(Tuple.of(mail.address(), Moments.utc(now)))
                .mapEmpty();
    }
}
