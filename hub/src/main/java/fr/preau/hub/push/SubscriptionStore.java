package fr.preau.hub.push;

import fr.preau.bridge.push.PushDevice;
import fr.preau.channels.people.AccountId;
import fr.preau.channels.people.SessionId;
import fr.preau.hub.ground.Moments;
import fr.preau.hub.push.Subscription.Kind;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Who agreed to be woken up on which devices. */
final class SubscriptionStore {
    /** What nobody needs to know after that: it names a browser. */
    private static final int GONE_DAYS = 30;

    /**
     * A browser is one subscription, whoever uses it: with another account it becomes that one's, under a new id, so that what
     * still waits for the former does not get there. A person with too many devices loses the one that was silent longest.
     */
    private static final String SUBSCRIBE = """
            with surplus as (
                delete from push_subscription where id in (
                    select id from push_subscription
                     where account_id = $2 and gone_at is null and endpoint <> $5
                     order by coalesce(last_ok_at, created_at) desc, id offset $9))
            insert into push_subscription as s (id, account_id, session_id, kind, endpoint, p256dh, auth, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (endpoint) do update set
                id = case when s.account_id = excluded.account_id and s.gone_at is null then s.id else excluded.id end,
                created_at = case when s.account_id = excluded.account_id and s.gone_at is null
                    then s.created_at else excluded.created_at end,
                last_ok_at = case when s.account_id = excluded.account_id then s.last_ok_at end,
                account_id = excluded.account_id, session_id = excluded.session_id, kind = excluded.kind,
                p256dh = excluded.p256dh, auth = excluded.auth, gone_at = null
            returning id
            """;

    private static final String LIST = """
            select s.id, s.kind, n.device, s.session_id, s.created_at, s.last_ok_at
              from push_subscription s left join session n on n.id = s.session_id
             where s.account_id = $1 and s.gone_at is null
             order by s.created_at desc, s.id limit 100
            """;

    private final Pool pool;

    SubscriptionStore(Pool pool) {
        this.pool = pool;
    }

    /** @return the subscription's id: the one that the device has already, or {@code id} */
    Future<UUID> subscribe(
            UUID id, UUID account, SessionId session, Kind kind, PushDevice device, int most, Instant now) {
        var browser =
                device instanceof PushDevice.Browser found ? Optional.of(found) : Optional.<PushDevice.Browser>empty();
        var place = device instanceof PushDevice.App app
                ? app.token()
                : browser.orElseThrow().endpoint();
        return pool.preparedQuery(SUBSCRIBE)
                .execute(Tuple.tuple()
                        .addUUID(id)
                        .addUUID(account)
                        .addUUID(session.value())
                        .addString(kind.code())
                        .addString(place)
                        .addBuffer(browser.map(it -> Buffer.buffer(it.key())).orElse(null))
                        .addBuffer(browser.map(it -> Buffer.buffer(it.auth())).orElse(null))
                        .addOffsetDateTime(Moments.utc(now))
                        .addInteger(most - 1))
                .map(rows -> rows.iterator().next().getUUID("id"));
    }

    /** The account's devices, newest first. */
    Future<List<Subscription>> list(AccountId account, SessionId current) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(account.value()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> subscription(row, current))
                        .toList());
    }

    private static Subscription subscription(Row row, SessionId current) {
        OffsetDateTime ok = row.getOffsetDateTime("last_ok_at");
        return new Subscription(
                row.getUUID("id"),
                row.getString("kind"),
                row.getString("device"),
                current.value().equals(row.getUUID("session_id")),
                row.getOffsetDateTime("created_at").toInstant(),
                ok == null ? null : ok.toInstant());
    }

    /** Ends one of the account's; false where it has no such one. */
    Future<Boolean> end(AccountId account, UUID id) {
        return pool.preparedQuery("delete from push_subscription where id = $1 and account_id = $2")
                .execute(Tuple.of(id, account.value()))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Ends those whose session has run out, and forgets those that ended long ago. */
    Future<Void> purge(Instant now) {
        return pool.preparedQuery("""
                        with ended as (
                            update push_subscription s set gone_at = $1
                              from session n
                             where n.id = s.session_id and s.gone_at is null and n.expires_at <= $1)
                        delete from push_subscription where gone_at < $2
                        """)
                .execute(Tuple.of(Moments.utc(now), Moments.utc(now).minusDays(GONE_DAYS)))
                .mapEmpty();
    }
}
