package fr.preau.hub.identity;

import fr.preau.channels.identity.LockOut;
import fr.preau.hub.ground.Moments;
import fr.preau.hub.ground.Sha256;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;

/** Wrong passwords counted by sign-in name, whether anybody has that name or not. */
final class LockStore {
    private final Pool pool;
    private final LockOut rules;

    LockStore(Pool pool, LockOut rules) {
        this.pool = pool;
        this.rules = rules;
    }

    /**
     * Decides on a try and counts it as failed beforehand; one after the other for the same name, on all nodes.
     *
     * @param login as from {@link fr.preau.channels.identity.Logins#typed}
     */
    Future<LockOut.Decision> attempt(String login, Instant now) {
        Buffer key = key(login);
        return pool.withTransaction(connection -> connection
                .preparedQuery("""
                        insert into sign_in_lock (login_hash, failures, locked_until, tried_at) values ($1, 0, 'epoch', $2)
                        on conflict (login_hash) do update set tried_at = excluded.tried_at
                        returning failures, locked_until""")
                .execute(Tuple.of(key, Moments.utc(now)))
                .compose(rows -> count(
                        connection, key, rules.decide(state(rows.iterator().next()), now))));
    }

    private static Future<LockOut.Decision> count(SqlConnection connection, Buffer key, LockOut.Decision decision) {
        if (!(decision instanceof LockOut.Decision.Try(LockOut.State state))) {
            return Future.succeededFuture(decision);
        }
        return connection
                .preparedQuery("update sign_in_lock set failures = $2, locked_until = $3 where login_hash = $1")
                .execute(Tuple.of(key, state.failures(), Moments.utc(state.lockedUntil())))
                .map(decision);
    }

    /** Takes back a try whose password was never looked at. */
    Future<Void> takeBack(String login) {
        return pool.preparedQuery("""
                        update sign_in_lock set failures = greatest(failures - 1, 0), locked_until = 'epoch'
                         where login_hash = $1""").execute(Tuple.of(key(login))).mapEmpty();
    }

    /** The password was right: nothing has gone wrong so far. */
    static Future<Void> forget(SqlConnection connection, String login) {
        return connection
                .preparedQuery("delete from sign_in_lock where login_hash = $1")
                .execute(Tuple.of(key(login)))
                .mapEmpty();
    }

    /** Removes what is a day old. */
    Future<Void> purge(Instant now) {
        return pool.preparedQuery("delete from sign_in_lock where tried_at < $1")
                .execute(Tuple.of(Moments.utc(now).minusDays(1)))
                .mapEmpty();
    }

    private static LockOut.State state(Row row) {
        return new LockOut.State(
                row.getInteger("failures"),
                row.getOffsetDateTime("locked_until").toInstant());
    }

    private static Buffer key(String login) {
        return Buffer.buffer(Sha256.of(login));
    }
}
