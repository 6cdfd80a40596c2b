package fr.preau.hub.identity;

import fr.preau.channels.identity.Activation;
import fr.preau.channels.identity.ActivationCode;
import fr.preau.channels.people.AccountId;
import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What people prove themselves with: passwords and activation codes, both only as hashes. */
final class CredentialStore {
    private final Pool pool;

    CredentialStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * An account and its password.
     *
     * @param hash none before first use
     */
    record Credential(Holder holder, @Nullable String hash) {}

    /** An account that a code opens, or would have opened. */
    record Opening(Holder holder, Activation activation) {}

    /** The account of a sign-in name; empty if there is none or it has ended. */
    Future<Optional<Credential>> byLogin(String login) {
        return one("where a.login = $1 and a.ended_at is null", login).map(row -> row.map(CredentialStore::credential));
    }

    /** As {@link #byLogin}, by the account's id. */
    Future<Optional<Credential>> byId(AccountId account) {
        return one("where a.id = $1 and a.ended_at is null", account.value())
                .map(row -> row.map(CredentialStore::credential));
    }

    /** The account that the code was printed for. */
    Future<Optional<Opening>> byCode(ActivationCode code) {
        return one("where a.activation_hash = $1", Buffer.buffer(code.hash()))
                .map(row -> row.map(found -> new Opening(HolderRows.holder(found), activation(found))));
    }

    /** Whether the code has opened its account before. */
    Future<Boolean> used(ActivationCode code) {
        return pool.preparedQuery("select 1 from used_activation where hash = $1")
                .execute(Tuple.of(Buffer.buffer(code.hash())))
                .map(rows -> rows.size() > 0);
    }

    /** Words that belong to the person and make no password: names, sign-in name, schools and towns. */
    Future<List<String>> ownWords(AccountId account) {
        return pool.preparedQuery("""
                        select a.login, p.given_name, p.family_name, p.usage_name, p.city, w.places
                          from account a join person p on p.id = a.person_id
                          cross join lateral (
                            select string_agg(s.name || ' ' || t.name, ' ') as places
                              from school s join town t on t.id = s.town_id
                             where s.id in (
                                select school_id from assignment where account_id = a.id
                                union all
                                select school_id from pupil where person_id = a.person_id
                                union all
                                select k.school_id from guardianship g join pupil k on k.person_id = g.pupil_id
                                 where g.guardian_id = a.person_id)) w
                         where a.id = $1""")
                .execute(Tuple.of(account.value()))
                .map(rows ->
                        rows.size() == 0 ? List.of() : words(rows.iterator().next()));
    }

    /** Spends the code and sets the password, in the caller's transaction. False if the code was spent meanwhile. */
    static Future<Boolean> activate(SqlConnection connection, ActivationCode code, String hash, Instant now) {
        return connection
                .preparedQuery("""
                        with opened as (
                            update account set password_hash = $2, activation_hash = null, activation_until = null,
                                   activated_at = coalesce(activated_at, $3)
                             where activation_hash = $1 and activation_until > $3 and ended_at is null
                            returning id)
                        insert into used_activation (hash, account_id, used_at) select $1, id, $3 from opened""")
                .execute(Tuple.of(Buffer.buffer(code.hash()), hash, Moments.utc(now)))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Whether this is still the account's password; nobody changes it before the caller's transaction ends. */
    static Future<Boolean> holds(SqlConnection connection, AccountId account, String checked) {
        return connection
                .preparedQuery(
                        "select 1 from account where id = $1 and password_hash = $2 and ended_at is null for share")
                .execute(Tuple.of(account.value(), checked))
                .map(rows -> rows.size() == 1);
    }

    /** Replaces a password, in the caller's transaction. False if it is no longer the one that was checked. */
    static Future<Boolean> replace(SqlConnection connection, AccountId account, String checked, String next) {
        return connection
                .preparedQuery("update account set password_hash = $3 where id = $1 and password_hash = $2")
                .execute(Tuple.of(account.value(), checked, next))
                .map(rows -> rows.rowCount() == 1);
    }

    private Future<Optional<Row>> one(String where, Object key) {
        return pool.preparedQuery("select " + HolderRows.COLUMNS + ", a.password_hash, a.activation_until, a.ended_at"
                        + " from account a join person p on p.id = a.person_id " + where)
                .execute(Tuple.of(key))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next()));
    }

    private static Credential credential(Row row) {
        return new Credential(HolderRows.holder(row), row.getString("password_hash"));
    }

    private static Activation activation(Row row) {
        var until = row.getOffsetDateTime("activation_until");
        return new Activation(until == null ? Instant.EPOCH : until.toInstant(), row.getValue("ended_at") != null);
    }

    private static List<String> words(Row row) {
        return IntStream.range(0, row.size())
                .mapToObj(row::getString)
                .filter(Objects::nonNull)
                .toList();
    }
}
