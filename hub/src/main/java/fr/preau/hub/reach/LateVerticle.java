package fr.preau.hub.reach;

import fr.preau.hub.ground.Ground;
import fr.preau.hub.pause.PausePolicies;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives what could not leave before its window closed the next one: looks every second. Workers never claim what is past
 * its window, so while this stands still such deliveries only wait.
 */
final class LateVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(LateVerticle.class);
    private static final long LOOK_MILLIS = 1_000;

    private final Ground ground;
    private final PausePolicies pauses;
    private Future<Integer> round = Future.succeededFuture(0);

    LateVerticle(Ground ground, PausePolicies pauses) {
        this.ground = ground;
        this.pauses = pauses;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(LOOK_MILLIS, tick -> look());
        return Future.succeededFuture();
    }

    private void look() {
        if (round.isComplete() && ground.writable()) {
            round = pauses.moveLate()
                    .onSuccess(moved -> {
                        if (moved == PausePolicies.MOST_LATE) {
                            context.runOnContext(next -> look());
                        }
                    })
                    .onFailure(failure -> LOG.warn("what is late cannot be moved: {}", failure.toString()));
        }
    }

    @Override
    public Future<?> stop() {
        return round.otherwise(0);
    }
}
