package fr.preau.hub.push;

import fr.preau.bridge.push.PushDevice;
import fr.preau.channels.conversation.ChannelKind;
import fr.preau.channels.conversation.Urgency;
import fr.preau.hub.ground.Moments;
import fr.preau.hub.push.Subscription.Kind;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What is needed to send pushes, and what came of them for their devices. */
final class DeviceStore {
    private static final String DUE = """
            select d.id, s.kind, s.endpoint, s.p256dh, s.auth, p.urgency, c.kind as channel,
                least(d.deadline, d.open_until, p.valid_until) as until
              from delivery d
              join push_subscription s on s.id = d.address::uuid and s.gone_at is null
              join post p on p.id = d.post_id
              join channel c on c.id = p.channel_id
             where d.id = any ($1) and d.route = 'push'
            """;

    private final Pool pool;

    DeviceStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * A push that is due.
     *
     * @param until a device that is off until then need not get it any more
     */
    record Due(Kind kind, PushDevice device, Urgency urgency, ChannelKind channel, Instant until) {}

    /** Of these deliveries those whose device still wants them. */
    Future<Map<Long, Due>> due(Collection<Long> deliveries) {
        return pool.preparedQuery(DUE)
                .execute(Tuple.tuple().addArrayOfLong(deliveries.toArray(Long[]::new)))
                .map(rows -> {
                    Map<Long, Due> due = new HashMap<>();
                    rows.forEach(row -> due.put(row.getLong("id"), due(row)));
                    return due;
                });
    }

    private static Due due(Row row) {
        var kind = Kind.of(row.getString("kind"));
        var endpoint = row.getString("endpoint");
        return new Due(
                kind,
                kind == Kind.WEBPUSH
                        ? new PushDevice.Browser(
                                endpoint,
                                row.getBuffer("p256dh").getBytes(),
                                row.getBuffer("auth").getBytes())
                        : new PushDevice.App(endpoint),
                Urgency.of(row.getString("urgency")),
                ChannelKind.of(row.getString("channel")),
                row.getOffsetDateTime("until").toInstant());
    }

    /** The push service said that the device has ended its subscription. */
    Future<Void> gone(UUID subscription, Instant now) {
        return pool.preparedQuery("update push_subscription set gone_at = $2 where id = $1 and gone_at is null")
                .execute(Tuple.of(subscription, Moments.utc(now)))
                .mapEmpty();
    }

    /** Push services took something for these. */
    Future<Void> reached(Collection<UUID> subscriptions, Instant now) {
        return pool.preparedQuery("update push_subscription set last_ok_at = $2 where id = any ($1)")
                .execute(Tuple.tuple()
                        .addArrayOfUUID(subscriptions.toArray(UUID[]::new))
                        .addOffsetDateTime(Moments.utc(now)))
                .mapEmpty();
    }
}
