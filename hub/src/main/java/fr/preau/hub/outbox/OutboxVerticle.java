package fr.preau.hub.outbox;

import fr.preau.hub.conversation.Conversation;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.reach.DeliveryVerticle;
import fr.preau.hub.reach.PostFollower;
import fr.preau.hub.reach.ReachChange;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off the outbox. Several nodes may: each entry is leased to one, and is free again when its node dies. A wake-up
 * over the event bus saves time; looking every quarter of a second is the truth.
 */
public final class OutboxVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxVerticle.class);
    private static final long LOOK_MILLIS = 250;
    private static final int AT_ONCE = 4;
    private static final Duration LATER = Duration.ofSeconds(5);

    private final Ground ground;
    private final PostFollower follower;
    private final OutboxStore store;
    private final Duration lease;
    private Future<Void> round = Future.succeededFuture();
    private boolean again;
    private boolean stopping;

    public OutboxVerticle(Ground ground, PostFollower follower) {
        this.ground = ground;
        this.follower = follower;
        this.store = new OutboxStore(
                ground.pool(),
                ground.settings().node().name() + "-"
                        + Long.toHexString(ground.random().nextLong()));
        this.lease = Duration.ofSeconds(ground.settings().limits().leaseSeconds());
    }

    @Override
    public Future<?> start() {
        vertx.eventBus().consumer(Conversation.OUTBOX_WAKE, woken -> look());
        vertx.setPeriodic(LOOK_MILLIS, tick -> look());
        return Future.succeededFuture();
    }

    /** Waits for what is under way. */
    @Override
    public Future<?> stop() {
        stopping = true;
        return round;
    }

    private void look() {
        if (stopping || !ground.writable()) {
            return;
        }
        if (!round.isComplete()) {
            again = true;
            return;
        }
        again = false;
        round = claimed().compose(this::work).otherwise(this::complain).map(worked -> {
            if (worked || again) {
                context.runOnContext(next -> look());
            }
            return null;
        });
    }

    private Future<List<OutboxEntry>> claimed() {
        return store.claim(AT_ONCE, ground.clock().instant(), lease);
    }

    private Future<Boolean> work(List<OutboxEntry> entries) {
        return Future.join(entries.stream().map(this::work).toList()).map(all -> !entries.isEmpty());
    }

    private Future<Void> work(OutboxEntry entry) {
        return store.finish(entry, follower, ground.clock().instant())
                .onSuccess(done -> {
                    vertx.eventBus().publish(DeliveryVerticle.WAKE, null);
                    ReachChange.publish(vertx.eventBus(), entry.happened().post());
                })
                .recover(failure -> {
                    LOG.warn("outbox entry {} failed, it will be tried again", entry.id(), failure);
                    return store.putBack(entry, ground.clock().instant().plus(LATER));
                });
    }

    private boolean complain(Throwable failure) {
        LOG.warn("the outbox cannot be read: {}", failure.toString());
        return false;
    }
}
