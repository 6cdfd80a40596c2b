package fr.preau.hub.sandbox;

import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Whose the imaginary devices are, and the titles that their owners may read. */
final class DeviceStore {
    private static final String ACCOUNTS = """
            select a.id, a.login, trim(p.given_name || ' ' || coalesce(nullif(p.usage_name, ''), p.family_name)) as name
              from account a join person p on p.id = a.person_id
             where a.ended_at is null and p.left_at is null and
            """;

    private static final String SUBSCRIBE = """
            insert into push_subscription (id, account_id, kind, endpoint, p256dh, auth, created_at)
            values ($1, $2, 'webpush', $3, $4, $5, $6)
            """;

    private static final String TITLES = """
            select x.post, x.account, p.title
              from unnest($1::uuid[], $2::uuid[]) as x (post, account)
              join post p on p.id = x.post
             where p.recalled_at is null and reads_post(p.id, x.account)
            """;

    private final Pool pool;

    DeviceStore(Pool pool) {
        this.pool = pool;
    }

    /** Somebody with an account. */
    record Owner(UUID account, String name, String login) {}

    /** A post that an account was told of. */
    record Told(UUID post, UUID account) {}

    /** The account of this login; none where nobody has it. */
    Future<List<Owner>> ofLogin(String login) {
        return pool.preparedQuery(ACCOUNTS + " lower(a.login) = lower($1)")
                .execute(Tuple.of(login))
                .map(DeviceStore::owners);
    }

    /** Parents who use the app and have no device yet. */
    Future<List<Owner>> parents(int most) {
        return pool.preparedQuery(ACCOUNTS + """
                         a.profile = 'guardian' and a.activated_at is not null and not exists (
                            select 1 from push_subscription s where s.account_id = a.id and s.gone_at is null)
                         order by a.id limit $1
                        """).execute(Tuple.of(most)).map(DeviceStore::owners);
    }

    Future<Map<UUID, Owner>> owners(Collection<UUID> accounts) {
        return pool.preparedQuery(ACCOUNTS + " a.id = any ($1)")
                .execute(Tuple.tuple().addArrayOfUUID(accounts.toArray(UUID[]::new)))
                .map(rows -> {
                    Map<UUID, Owner> owners = new HashMap<>();
                    owners(rows).forEach(owner -> owners.put(owner.account(), owner));
                    return owners;
                });
    }

    private static List<Owner> owners(Iterable<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Owner(row.getUUID("id"), row.getString("name"), row.getString("login")))
                .toList();
    }

    Future<Void> subscribe(UUID id, UUID account, String endpoint, ReceivingKey key, Instant now) {
        return pool.preparedQuery(SUBSCRIBE)
                .execute(Tuple.of(
                        id, account, endpoint, Buffer.buffer(key.open()), Buffer.buffer(key.auth()), Moments.utc(now)))
                .mapEmpty();
    }

    /** Forgets the devices of a hub that ran before: their keys ended with it. */
    Future<Void> forget(String endpoints) {
        return pool.preparedQuery(
                        "delete from push_subscription where session_id is null and starts_with(endpoint, $1)")
                .execute(Tuple.of(endpoints))
                .mapEmpty();
    }

    /** The titles that the owners may read today, as their browsers would fetch them. */
    Future<Map<Told, String>> titles(Collection<Told> told) {
        return pool.preparedQuery(TITLES)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(told.stream().map(Told::post).toArray(UUID[]::new))
                        .addArrayOfUUID(told.stream().map(Told::account).toArray(UUID[]::new)))
                .map(rows -> {
                    Map<Told, String> titles = new HashMap<>();
                    for (Row row : rows) {
                        var title = row.getString("title");
                        if (title != null) {
                            titles.put(new Told(row.getUUID("post"), row.getUUID("account")), title);
                        }
                    }
                    return titles;
                });
    }
}
