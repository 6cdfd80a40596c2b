package fr.preau.hub.reach;

import fr.preau.channels.reach.Keeping;
import fr.preau.config.Limits;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.reach.TidyingStore.Batch;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Once an hour, and batch by batch with pauses: deliveries that are over move to the archive, what the outbox has done goes,
 * and of the archive what may no longer be kept. One node of several does it; what is cut off goes on at the next hour.
 */
final class ArchiveVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveVerticle.class);
    private static final long FIRST_MILLIS = TimeUnit.MINUTES.toMillis(1);
    private static final long ROUND_MILLIS = TimeUnit.HOURS.toMillis(1);
    private static final long PAUSE_MILLIS = 100;
    private static final int BATCH = 1_000;

    private final Ground ground;
    private final ArchiveStore store;
    private final ForgettingStore forgetting;
    private Future<Integer> round = Future.succeededFuture(0);
    private boolean stopping;

    ArchiveVerticle(Ground ground) {
        this.ground = ground;
        this.store = new ArchiveStore(ground.pool());
        this.forgetting = new ForgettingStore(ground.pool());
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(FIRST_MILLIS, ROUND_MILLIS, tick -> {
            if (round.isComplete() && ground.writable()) {
                round = round().onSuccess(moved -> LOG.debug("{} rows that were over went", moved))
                        .onFailure(failure -> LOG.warn("what is over cannot be moved: {}", failure.toString()));
            }
        });
        return Future.succeededFuture();
    }

    /** Ends with the batch that is under way. */
    @Override
    public Future<?> stop() {
        stopping = true;
        return round.otherwise(0);
    }

    /** One whole round; how many rows went. */
    Future<Integer> round() {
        Limits limits = ground.settings().limits();
        Instant now = ground.clock().instant();
        Instant over = now.minus(Duration.ofDays(limits.archiveAfterDays()));
        Instant done = now.minus(Duration.ofDays(limits.outboxKeptDays()));
        LocalDate kept = Keeping.from(LocalDate.ofInstant(now, ZoneOffset.UTC), limits.reachKeptMonths());
        return all(after -> store.move(after, BATCH, over, now), 0, 0)
                .compose(moved -> all(after -> forgetting.outbox(after, BATCH, done), 0, moved))
                .compose(moved -> all(after -> forgetting.archive(kept, BATCH), 0, moved));
    }

    private Future<Integer> all(LongFunction<Future<Batch>> step, long after, int before) {
        return step.apply(after).compose(batch -> {
            int moved = before + batch.moved();
            return batch.more() && !stopping
                    ? vertx.timer(PAUSE_MILLIS, TimeUnit.MILLISECONDS).compose(rested -> all(step, batch.last(), moved))
                    : Future.succeededFuture(moved);
        });
    }
}
