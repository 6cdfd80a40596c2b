package fr.preau.hub.reach;

import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers what came of tries for a few milliseconds and writes it in one statement. Nothing is dropped: while the database
 * does not answer, it keeps what it has and tries again. Belongs to one event loop.
 */
final class Recorder {
    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    private static final int MOST = 500;
    private static final long GATHER_MILLIS = 10;
    private static final long RETRY_MILLIS = 500;

    private final Ground ground;
    private final TriedStore store;
    private final Health health;
    private final Consumer<Integer> written;
    private final List<Tried> waiting = new ArrayList<>();
    private boolean busy;
    private Promise<Void> empty = Promise.promise();

    /** @param written told how many tries were written, each time */
    Recorder(Ground ground, TriedStore store, Health health, Consumer<Integer> written) {
        this.ground = ground;
        this.store = store;
        this.health = health;
        this.written = written;
        empty.complete();
    }

    void add(Tried tried) {
        if (empty.future().isComplete()) {
            empty = Promise.promise();
        }
        waiting.add(tried);
        if (!busy) {
            busy = true;
            ground.vertx().setTimer(GATHER_MILLIS, gathered -> write());
        }
    }

    /** Succeeds when all that was added so far, and until then, is written. */
    Future<Void> emptied() {
        return empty.future();
    }

    private void write() {
        if (!ground.writable()) {
            later();
            return;
        }
        var some = List.copyOf(waiting.subList(0, Math.min(MOST, waiting.size())));
        var now = ground.clock().instant();
        health.tell(now)
                .compose(told -> store.record(some, now))
                .onSuccess(done -> wrote(some))
                .onFailure(failure -> {
                    LOG.warn(
                            "what came of {} tries cannot be written, trying again: {}",
                            some.size(),
                            failure.toString());
                    later();
                });
    }

    private void later() {
        ground.vertx().setTimer(RETRY_MILLIS, due -> write());
    }

    private void wrote(List<Tried> some) {
        ReachChange.publish(
                ground.vertx().eventBus(),
                some.stream().map(tried -> tried.claimed().post()).toList());
        waiting.subList(0, some.size()).clear();
        written.accept(some.size());
        if (waiting.isEmpty()) {
            busy = false;
            empty.tryComplete();
        } else {
            write();
        }
    }
}
