package fr.preau.hub.audit;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops an anchor every minute in which something came into the audit; what is cut off within that minute is not seen. */
public final class AnchorVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(AnchorVerticle.class);
    private static final long EVERY_MILLIS = 60_000;

    private final Anchors anchors;
    private Future<Void> round = Future.succeededFuture();

    public AnchorVerticle(Anchors anchors) {
        this.anchors = anchors;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(EVERY_MILLIS, tick -> look());
        return Future.succeededFuture();
    }

    private void look() {
        if (round.isComplete()) {
            round = anchors.drop()
                    .onFailure(failure -> LOG.warn("the audit has no new anchor: {}", failure.toString()));
        }
    }

    @Override
    public Future<?> stop() {
        return round.otherwiseEmpty();
    }
}
