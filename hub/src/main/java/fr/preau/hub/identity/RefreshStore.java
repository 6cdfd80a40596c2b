package fr.preau.hub.identity;

import fr.preau.channels.identity.Refreshing;
import fr.preau.channels.people.Profile;
import fr.preau.channels.people.SessionId;
import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The turning of refresh tokens, one transaction a turn, so that one token never has two successors. */
final class RefreshStore {
    private final Pool pool;
    private final RandomGenerator random;
    private final Refreshing rules;
    private final Function<Profile, Duration> lives;

    /** @param lives how long a token is good for */
    RefreshStore(Pool pool, RandomGenerator random, Refreshing rules, Function<Profile, Duration> lives) {
        this.pool = pool;
        this.random = random;
        this.rules = rules;
        this.lives = lives;
    }

    private record Found(
            SessionId session,
            Holder holder,
            Refreshing.Presented presented,
            @Nullable Buffer sealed) {}

    /** Carries a session on with the token's successor; empty if the device must sign in again. */
    Future<Optional<Session.Carried>> turn(RefreshToken token, byte[] agent, Instant now) {
        return pool.withTransaction(connection -> find(connection, token, agent)
                .compose(found ->
                        found == null ? Future.succeededFuture(Optional.empty()) : act(connection, found, token, now)));
    }

    private Future<Optional<Session.Carried>> act(
            SqlConnection connection, Found found, RefreshToken token, Instant now) {
        return switch (rules.decide(found.presented(), now)) {
            case Refreshing.Decision.Rotate rotate -> rotate(connection, found, token, now);
            case Refreshing.Decision.SameSuccessor same ->
                Future.succeededFuture(Optional.of(carried(found, token.open(sealed(found)), now)));
            case Refreshing.Decision.EndSession end -> endCopied(connection, found, now);
            case Refreshing.Decision.SignInAgain again -> Future.succeededFuture(Optional.empty());
        };
    }

    private Future<Optional<Session.Carried>> rotate(
            SqlConnection connection, Found found, RefreshToken token, Instant now) {
        Session.Carried next = carried(found, RefreshToken.random(random), now);
        return connection
                .preparedQuery("""
                        with spent as (
                            update refresh_token set spent_at = $3, sealed_successor = $4 where hash = $1),
                        seen as (
                            update session set last_seen_at = $3, expires_at = $5 where id = $2)
                        insert into refresh_token (hash, session_id, expires_at) values ($6, $2, $5)""")
                .execute(Tuple.of(
                        token.hash(),
                        found.session().value(),
                        Moments.utc(now),
                        token.seal(next.token()),
                        Moments.utc(next.until()),
                        next.token().hash()))
                .map(Optional.of(next));
    }

    private static Future<Optional<Session.Carried>> endCopied(SqlConnection connection, Found found, Instant now) {
        return connection
                .preparedQuery("update session set ended_at = $2, ended_why = 'token_copied' where id = $1")
                .execute(Tuple.of(found.session().value(), Moments.utc(now)))
                .map(Optional.empty());
    }

    private Session.Carried carried(Found found, RefreshToken token, Instant now) {
        return new Session.Carried(
                found.session(),
                found.holder(),
                token,
                now.plus(lives.apply(found.holder().profile())));
    }

    private static Buffer sealed(Found found) {
        Buffer sealed = found.sealed();
        if (sealed == null) {
            throw new IllegalStateException("a spent token without a successor");
        }
        return sealed;
    }

    private static Future<@Nullable Found> find(SqlConnection connection, RefreshToken token, byte[] agent) {
        return connection
                .preparedQuery("select " + HolderRows.COLUMNS + """
                        , s.id as session_id, s.agent, t.expires_at, t.spent_at, t.sealed_successor,
                               s.ended_at is not null or a.ended_at is not null as over
                          from refresh_token t join session s on s.id = t.session_id
                          join account a on a.id = s.account_id join person p on p.id = a.person_id
                         where t.hash = $1 for update of t, s""")
                .execute(Tuple.of(token.hash()))
                .map(rows -> rows.size() == 0 ? null : found(rows.iterator().next(), agent));
    }

    private static Found found(Row row, byte[] agent) {
        OffsetDateTime spent = row.getOffsetDateTime("spent_at");
        return new Found(
                new SessionId(row.getUUID("session_id")),
                HolderRows.holder(row),
                new Refreshing.Presented(
                        row.getOffsetDateTime("expires_at").toInstant(),
                        Optional.ofNullable(spent).map(OffsetDateTime::toInstant),
                        row.getBoolean("over"),
                        Arrays.equals(row.getBuffer("agent").getBytes(), agent)),
                row.getBuffer("sealed_successor"));
    }
}
