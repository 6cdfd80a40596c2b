package fr.preau.hub.ground;

import fr.preau.hub.ground.DatabaseState.Away;
import fr.preau.hub.ground.DatabaseState.Writable;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps asking all servers what they are, and tells when what the database can do changes. A line that breaks is asked
 * about at once; else it looks every second or two, and less often the longer nobody answers.
 */
final class DatabaseWatch {
    private static final long CALM_MILLIS = 1_000;
    private static final long FIRST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 2_000;

    private final Vertx vertx;
    private final Context room;
    private final RandomGenerator random;
    private final List<HostProbe> probes;
    private final Consumer<DatabaseState> told;
    private final DatabaseNews news = new DatabaseNews();
    private volatile DatabaseState state = new Away("not asked yet");
    private @Nullable Throwable lastFailure;
    private long newest;
    private int tries;
    private long timer = -1;
    private Future<Void> round = Future.succeededFuture();
    private boolean again;
    private boolean closed;

    /** @param told what changed, on one event loop; never called before {@link #start} */
    DatabaseWatch(
            Vertx vertx,
            Connecting connecting,
            List<DatabaseAddress> hosts,
            RandomGenerator random,
            Consumer<DatabaseState> told) {
        this.vertx = vertx;
        this.room = vertx.getOrCreateContext();
        this.random = random;
        this.told = told;
        this.probes = hosts.stream()
                .map(host -> new HostProbe(connecting, host, room, this::look))
                .toList();
    }

    /** Looks for the first time; {@link #state} says what was found. Goes on looking until it is closed. */
    Future<Void> start() {
        Promise<Void> found = Promise.promise();
        room.runOnContext(begin -> {
            look();
            round.onComplete(found);
        });
        return found.future();
    }

    /** What was found last; may be read on any thread. */
    DatabaseState state() {
        return state;
    }

    /** Why a server could not be asked, of those that failed last. */
    @Nullable
    Throwable lastFailure() {
        return lastFailure;
    }

    /** Ends what it does and hangs up. */
    Future<Void> close() {
        Promise<Void> done = Promise.promise();
        room.runOnContext(end -> {
            closed = true;
            vertx.cancelTimer(timer);
            Future.join(probes.stream().map(HostProbe::close).toList())
                    .<Void>mapEmpty()
                    .onComplete(done);
        });
        return done.future();
    }

    private void look() {
        if (closed) {
            return;
        }
        if (!round.isComplete()) {
            again = true;
            return;
        }
        again = false;
        vertx.cancelTimer(timer);
        List<Future<HostAnswer>> asked =
                probes.stream().map(probe -> probe.ask().onFailure(this::note)).toList();
        round = Future.join(asked)
                .transform(all -> {
                    judge(asked.stream()
                            .flatMap(one -> one.succeeded() ? Stream.of(one.result()) : Stream.empty())
                            .toList());
                    return Future.<Void>succeededFuture();
                })
                .onComplete(judged -> {
                    if (!closed) {
                        timer = vertx.setTimer(again ? 1 : pause(), due -> look());
                    }
                });
    }

    private void note(Throwable failure) {
        lastFailure = failure;
    }

    private void judge(List<HostAnswer> answers) {
        if (closed) {
            return;
        }
        newest = answers.stream().mapToLong(HostAnswer::timeline).reduce(newest, Math::max);
        DatabaseState before = state;
        DatabaseState now = PrimaryChoice.of(answers, newest);
        tries = now instanceof Writable ? 0 : tries + 1;
        if (!now.equals(before)) {
            state = now;
            news.tell(before, now, lastFailure);
            told.accept(now);
        }
    }

    /** Milliseconds; spread, so that many nodes do not knock at the same moment. */
    private long pause() {
        long wait = tries == 0 ? CALM_MILLIS : Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(tries, 8));
        return wait * 3 / 4 + random.nextLong(1 + wait / 2);
    }
}
