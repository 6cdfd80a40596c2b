package fr.preau.hub.push;

import fr.preau.bridge.Failure;
import fr.preau.bridge.Outcome;
import fr.preau.bridge.push.PushMessage;
import fr.preau.bridge.push.PushSender;
import fr.preau.channels.conversation.Urgency;
import fr.preau.channels.reach.Route;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.push.Subscription.Kind;
import fr.preau.hub.reach.Carrier;
import fr.preau.hub.reach.Claimed;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries deliveries as pushes, each through the sender of its device's kind. */
final class PushCarrier implements Carrier {
    private static final Logger LOG = LoggerFactory.getLogger(PushCarrier.class);
    private static final Duration SHORTEST_LIFE = Duration.ofMinutes(1);
    private static final Duration ALERT_EVERY = Duration.ofMinutes(5);

    private final Ground ground;
    private final Map<Kind, PushSender> senders;
    private final DeviceStore store;
    private final Map<Long, DeviceStore.Due> prepared = new HashMap<>();
    private final Set<UUID> reached = new HashSet<>();
    private Instant alerted = Instant.EPOCH;

    PushCarrier(Ground ground, Map<Kind, PushSender> senders) {
        this.ground = ground;
        this.senders = Map.copyOf(senders);
        this.store = new DeviceStore(ground.pool());
    }

    @Override
    public String name() {
        return "push";
    }

    @Override
    public Route route() {
        return Route.PUSH;
    }

    @Override
    public int perSecond() {
        return ground.settings().push().perSecond();
    }

    @Override
    public Future<Void> prepare(Collection<Claimed> claimed) {
        return noteReached()
                .compose(noted -> store.due(claimed.stream().map(Claimed::id).toList()))
                .onSuccess(prepared::putAll)
                .mapEmpty();
    }

    @Override
    public Future<Outcome> send(Claimed claimed) {
        var due = prepared.remove(claimed.id());
        var sender = due == null ? null : senders.get(due.kind());
        return due == null || sender == null
                ? Future.succeededFuture(new Outcome.Rejected(Failure.GONE, 0)) // ended since it was planned
                : sender.send(message(claimed, due)).compose(outcome -> note(claimed, outcome));
    }

    private PushMessage message(Claimed claimed, DeviceStore.Due due) {
        var life = Duration.between(ground.clock().instant(), due.until());
        return new PushMessage(
                due.device(),
                claimed.post().toString(),
                Notice.category(due.urgency(), due.channel()),
                life.compareTo(SHORTEST_LIFE) < 0 ? SHORTEST_LIFE : life,
                due.urgency() == Urgency.URGENT || due.urgency() == Urgency.SAFETY);
    }

    /** A device is given up where its push service says that it has ended, and never because the service failed. */
    private Future<Outcome> note(Claimed claimed, Outcome outcome) {
        var subscription = UUID.fromString(claimed.address());
        return switch (outcome) {
            case Outcome.Accepted accepted -> {
                reached.add(subscription);
                yield Future.succeededFuture(outcome);
            }
            case Outcome.Rejected(Failure failure, int code)
            when failure == Failure.GONE && code != 0 ->
                store.gone(subscription, ground.clock().instant())
                        .onFailure(lost -> LOG.warn("the end of a subscription cannot be written: {}", lost.toString()))
                        .transform(written -> Future.succeededFuture(outcome));
            case Outcome.Rejected(Failure failure, int code)
            when failure == Failure.ACCOUNT -> {
                // One bad subscription, which anybody can make, must not keep the others waiting as a bad account does.
                alert(code);
                yield Future.succeededFuture(new Outcome.Rejected(Failure.OTHER, code));
            }
            default -> Future.succeededFuture(outcome);
        };
    }

    private void alert(int code) {
        var now = ground.clock().instant();
        if (now.isAfter(alerted.plus(ALERT_EVERY))) {
            alerted = now;
            LOG.warn("a push service does not take our key or request, HTTP {}: check push.*", code);
        }
    }

    private Future<Void> noteReached() {
        if (reached.isEmpty()) {
            return Future.succeededFuture();
        }
        var some = Set.copyOf(reached);
        reached.clear();
        return store.reached(some, ground.clock().instant());
    }

    @Override
    public Future<Void> close() {
        var closed = noteReached().otherwiseEmpty();
        for (PushSender sender : senders.values()) {
            closed = closed.eventually(sender::close);
        }
        return closed;
    }
}
