package fr.preau.hub.reach;

import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the deliveries of one carrier; one a node whose role it is. A wake-up over the event bus saves time; looking four
 * times a second is the truth: while a town's notices are being queued each look costs milliseconds. Stopping ends what is under way, within the time for a provider's answer.
 */
public final class DeliveryVerticle extends VerticleBase {
    /** Published when there may be something new to send. */
    public static final String WAKE = "delivery.wake";

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryVerticle.class);
    private static final long LOOK_MILLIS = 250;
    private static final long SWEEP_MILLIS = 5_000;

    private final Ground ground;
    private final Carrier carrier;
    private final Worker worker;
    private @Nullable Future<Void> prepared;
    private boolean stopping;

    /** @param carriers all of the hub, the preferred ones of a route first */
    public DeliveryVerticle(Ground ground, Carrier carrier, List<Carrier> carriers) {
        this.ground = ground;
        this.carrier = carrier;
        this.worker = new Worker(
                ground,
                carrier,
                carriers,
                ground.settings().node().name() + "-"
                        + Long.toHexString(ground.random().nextLong()),
                () -> context.runOnContext(room -> look()));
    }

    @Override
    public Future<?> start() {
        Future<Void> ready = ground.writable() ? prepared() : Future.succeededFuture();
        return ready.onSuccess(begun -> {
            vertx.eventBus().consumer(WAKE, woken -> look());
            vertx.setPeriodic(LOOK_MILLIS, tick -> look());
            vertx.setPeriodic(SWEEP_MILLIS, tick -> sweep());
        });
    }

    /** A hub that started without a primary makes up for it. */
    private Future<Void> prepared() {
        if (prepared == null || prepared.failed()) {
            prepared = worker.prepare();
        }
        return prepared;
    }

    private void look() {
        if (!stopping && ground.writable()) {
            prepared()
                    .compose(ready -> worker.work())
                    .onSuccess(more -> {
                        if (more) {
                            context.runOnContext(next -> look());
                        }
                    })
                    .onFailure(failure -> LOG.warn("deliveries cannot be claimed: {}", failure.toString()));
        }
    }

    private void sweep() {
        if (ground.writable()) {
            worker.sweep().onFailure(failure -> LOG.warn("deliveries cannot be looked after: {}", failure.toString()));
        }
    }

    @Override
    public Future<?> stop() {
        stopping = true;
        return worker.drained().timeout(patience(), TimeUnit.SECONDS).eventually(carrier::close);
    }

    private long patience() {
        var limits = ground.settings().limits();
        return Math.max(1, Math.min(limits.providerSeconds(), limits.shutdownSeconds() - 2));
    }
}
