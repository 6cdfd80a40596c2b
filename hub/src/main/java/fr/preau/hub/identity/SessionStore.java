package fr.preau.hub.identity;

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
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The sessions: opening, listing, ending. Their tokens are {@link RefreshStore}'s. */
final class SessionStore {
    private final Pool pool;

    SessionStore(Pool pool) {
        this.pool = pool;
    }

    /** Opens a session with its first token, in the caller's transaction. */
    static Future<Void> open(SqlConnection connection, Session.Carried session, Device device, Instant now) {
        return connection
                .preparedQuery("""
                        with opened as (
                            insert into session (id, account_id, device, agent, opened_at, last_seen_at, expires_at)
                            values ($1, $2, $3, $4, $5, $5, $6))
                        insert into refresh_token (hash, session_id, expires_at) values ($7, $1, $6)""")
                .execute(Tuple.of(session.id().value())
                        .addUUID(session.holder().id().value())
                        .addString(device.name())
                        .addBuffer(Buffer.buffer(device.agent()))
                        .addOffsetDateTime(Moments.utc(now))
                        .addOffsetDateTime(Moments.utc(session.until()))
                        .addBuffer(session.token().hash()))
                .mapEmpty();
    }

    /**
     * Whom open sessions belong to; one is left out if it has ended, run out, is not the account's that its token names, or
     * the account ended.
     */
    Future<Map<AccessTokens.Claims, Caller>> callers(Set<AccessTokens.Claims> claims, Instant now) {
        UUID[] sessions = claims.stream().map(one -> one.session().value()).toArray(UUID[]::new);
        UUID[] accounts = claims.stream().map(one -> one.account().value()).toArray(UUID[]::new);
        return pool.preparedQuery("""
                        select s.id as session_id, a.id as account_id, a.person_id, a.profile, p.language,
                               display_name(a.profile, p.civility, p.given_name, p.family_name, p.usage_name) as name
                          from unnest($1::uuid[], $2::uuid[]) as asked (session, account)
                          join session s on s.id = asked.session and s.account_id = asked.account
                          join account a on a.id = s.account_id join person p on p.id = a.person_id
                         where s.ended_at is null and s.expires_at > $3 and a.ended_at is null""")
                .execute(Tuple.of(sessions, accounts, Moments.utc(now)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(SessionStore::caller)
                        .collect(Collectors.toUnmodifiableMap(
                                caller -> new AccessTokens.Claims(caller.account(), caller.session()),
                                caller -> caller)));
    }

    private static Caller caller(Row row) {
        return new Caller(
                new AccountId(row.getUUID("account_id")),
                new PersonId(row.getUUID("person_id")),
                Profile.of(row.getString("profile")),
                new SessionId(row.getUUID("session_id")),
                row.getString("name"),
                row.getString("language"));
    }

    /** The account's open sessions, newest first. */
    Future<List<Session>> list(AccountId account, SessionId current, Instant now) {
        return pool.preparedQuery("""
                        select id, device, opened_at, last_seen_at from session
                         where account_id = $1 and ended_at is null and expires_at > $2
                         order by opened_at desc, id limit 200""")
                .execute(Tuple.of(account.value(), Moments.utc(now)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> session(row, current))
                        .toList());
    }

    private static Session session(Row row, SessionId current) {
        return new Session(
                row.getUUID("id"),
                row.getString("device"),
                row.getOffsetDateTime("opened_at").toInstant(),
                row.getOffsetDateTime("last_seen_at").toInstant(),
                row.getUUID("id").equals(current.value()));
    }

    /** Ends one session of the account; its streams close. False if the account has no such open session. */
    Future<Boolean> end(AccountId account, SessionId session, Instant now) {
        return pool.preparedQuery("""
                        update session set ended_at = $3, ended_why = 'signed_out'
                         where id = $1 and account_id = $2 and ended_at is null""")
                .execute(Tuple.of(session.value(), account.value(), Moments.utc(now)))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Ends all sessions of the account but one (or all), in the caller's transaction. */
    static Future<Void> endOthers(
            SqlConnection connection, AccountId account, @Nullable SessionId kept, Session.End why, Instant now) {
        return connection
                .preparedQuery("""
                        update session set ended_at = $2, ended_why = $3
                         where account_id = $1 and ended_at is null and id is distinct from $4""")
                .execute(Tuple.of(
                        account.value(),
                        Moments.utc(now),
                        why.name().toLowerCase(Locale.ROOT),
                        kept == null ? null : kept.value()))
                .mapEmpty();
    }

    /** Removes what is kept for 12 months and is older, and the tokens that ran out. */
    Future<Void> purge(Instant now) {
        return pool.preparedQuery("""
                        with tokens as (delete from refresh_token where expires_at < $1)
                        delete from session where expires_at < $2""")
                .execute(Tuple.of(Moments.utc(now), Moments.utc(now).minusMonths(12)))
                .mapEmpty();
    }
}
