package fr.preau.hub.identity;

import fr.preau.channels.problem.Problem;
import fr.preau.channels.problem.Refusal;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Hashes and checks passwords beside the event loops, on as many threads as there are cores. So many wait at most that
 * the last one is served within about 5 s; more are refused as busy, rather than keeping everybody waiting.
 */
final class Passwords implements AutoCloseable {
    private static final int WAITING_PER_CORE = 50;

    private final RandomGenerator random;
    private final WorkerExecutor workers;
    private final AtomicInteger inHand = new AtomicInteger();
    private final int most;

    Passwords(Ground ground) {
        this(ground, Runtime.getRuntime().availableProcessors(), WAITING_PER_CORE);
    }

    Passwords(Ground ground, int threads, int waitingPerThread) {
        random = ground.random();
        workers = ground.vertx().createSharedWorkerExecutor("passwords", threads, 60, TimeUnit.SECONDS);
        most = threads * (1 + waitingPerThread);
    }

    /** A fresh hash of the password; fails as {@link Problem#BUSY}. */
    Future<String> hash(String password) {
        byte[] salt = new byte[PasswordHash.SALT_BYTES];
        random.nextBytes(salt);
        return run(() -> PasswordHash.of(password, salt));
    }

    /**
     * Whether the hash is this password's; fails as {@link Problem#BUSY}.
     *
     * @param hash none where there is no account or it has no password: the answer is no, and takes as long
     */
    Future<Boolean> matches(String password, @Nullable String hash) {
        return hash == null ? hash(password).map(ignored -> false) : run(() -> PasswordHash.matches(password, hash));
    }

    private <T> Future<T> run(Callable<T> work) {
        if (inHand.incrementAndGet() > most) {
            inHand.decrementAndGet();
            return Future.failedFuture(new Refused(Refusal.later(Problem.BUSY, 5)));
        }
        return workers.executeBlocking(work, false).onComplete(done -> inHand.decrementAndGet());
    }

    @Override
    public void close() {
        workers.close();
    }
}
