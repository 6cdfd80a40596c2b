package fr.preau.hub.ground;

import fr.preau.config.Secret;
import fr.preau.config.Settings.Ssl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL that the hub runs itself: a real one, durable (what is committed survives kill -9 of the hub, of
 * PostgreSQL, and a power cut), on 127.0.0.1 only. It ends with the hub, however the hub ends; if it ends by itself it
 * is started again on the same port, as often as needed.
 *
 * <pre>
 * folder/lock          held while a hub uses the folder
 * folder/program-…     the unpacked programs
 * folder/cluster       the data, kept
 * </pre>
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration READY_PATIENCE = Duration.ofMinutes(10); // recovery of a large database after a crash
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final Duration RESTART_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int PORTS_TRIED = 5;

    private final FolderLock lock;
    private final PostgresCluster cluster;
    private final List<String> command;
    private final int port;
    private final CompletableFuture<FirstStart> firstStart = new CompletableFuture<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private Duration pause = RESTART_PAUSE;
    private volatile boolean stopping;
    private volatile @Nullable PostgresProcess running;

    private EmbeddedPostgres(FolderLock lock, PostgresCluster cluster, List<String> command, int port) {
        this.lock = lock;
        this.cluster = cluster;
        this.command = command;
        this.port = port;
    }

    /**
     * Starts the server and waits until it takes connections: about 0.3 s, the first time 2 s.
     *
     * @param folder where programs and data lie; made if missing; one hub at a time
     * @param port TCP port, 0 for a free one
     * @throws StartFailure with a sentence for the operator
     */
    public static EmbeddedPostgres start(Path folder, int port) {
        Path home = folder.toAbsolutePath().normalize();
        FolderLock lock = FolderLock.take(home);
        try {
            PostgresProgram program = PostgresProgram.in(home);
            Unprivileged unprivileged = Unprivileged.in(home, program.postgres());
            PostgresCluster cluster = PostgresCluster.in(home, program, unprivileged);
            new Leftover(cluster.folder()).clear();
            return start(lock, cluster, program, unprivileged, port);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static EmbeddedPostgres start(
            FolderLock lock, PostgresCluster cluster, PostgresProgram program, Unprivileged unprivileged, int port) {
        for (int tried = 1; ; tried++) {
            int chosen = port == 0 ? FreePort.find() : port;
            List<String> arguments = PostgresOptions.of(cluster.folder(), chosen);
            EmbeddedPostgres postgres =
                    new EmbeddedPostgres(lock, cluster, unprivileged.command(program.postgres(), arguments), chosen);
            Thread.ofPlatform().daemon().name("postgresql").start(postgres::supervise);
            FirstStart outcome = postgres.firstStart.join();
            if (outcome.ready()) {
                LOG.info("PostgreSQL is ready on port {} (process {})", chosen, postgres.pid());
                return postgres;
            }
            boolean portTaken = outcome.words().contains("could not create listen socket");
            if (port != 0 || !portTaken || tried == PORTS_TRIED) {
                throw new StartFailure("PostgreSQL did not start. Its last words:\n" + outcome.words());
            }
        }
    }

    /** The address of the server that a running hub keeps on this folder, for tools of the same user; else none. */
    public static Optional<DatabaseAddress> running(Path folder) {
        Path cluster = folder.toAbsolutePath().normalize().resolve("cluster");
        try {
            return PostmasterFile.read(cluster)
                    .filter(file -> file.ready() && file.alive())
                    .map(file -> address(file.port(), PostgresCluster.password(cluster)));
        } catch (UncheckedIOException e) {
            throw new StartFailure(
                    "A hub runs on " + folder.getParent() + ", but " + e.getMessage()
                            + " cannot be read. Work as the user that runs the hub.",
                    e);
        }
    }

    /** Where the hub signs in. */
    public DatabaseAddress address() {
        return address(port, cluster.password());
    }

    private static DatabaseAddress address(int port, Secret password) {
        return new DatabaseAddress(
                "127.0.0.1", port, PostgresCluster.NAME, PostgresCluster.NAME, password, Ssl.DISABLE);
    }

    /** The server's process; another one after it was started again. 0 while there is none. */
    public long pid() {
        PostgresProcess now = running;
        return now == null ? 0 : now.pid();
    }

    /** Stops the server and waits for its end, at most 25 s. Connections that are still open are cut. */
    @Override
    public void close() {
        stopping = true;
        PostgresProcess now = running;
        try {
            if (now != null) {
                now.stop(STOP_PATIENCE);
            }
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.close();
        }
    }

    /** Runs on a thread of its own that lives as long as the server, since the server is tied to it. */
    private void supervise() {
        try {
            while (!stopping) {
                runOnce();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            LOG.error("PostgreSQL cannot be started", e);
            firstStart.complete(new FirstStart(false, String.valueOf(e.getMessage())));
        } finally {
            ended.countDown();
        }
    }

    private void runOnce() throws IOException, InterruptedException {
        PostgresProcess process = PostgresProcess.start(command, cluster.folder());
        running = process;
        boolean ready = process.awaitReady(READY_PATIENCE);
        boolean first = !firstStart.isDone();
        if (first && !ready) {
            stopping = true;
            process.stop(STOP_PATIENCE);
            process.awaitEnd();
            firstStart.complete(new FirstStart(false, process.lastWords()));
            return;
        }
        firstStart.complete(new FirstStart(true, ""));
        if (!first && ready) {
            LOG.info("PostgreSQL is ready again (process {})", process.pid());
        }
        int code = process.awaitEnd();
        if (!stopping) {
            rest(process, code, ready);
        }
    }

    /**
     * Before the next start. A server that worked comes back at once. One that cannot start, because the disk is full for
     * instance, is tried less and less often, for as long as it takes, and said so only while the pauses still grow.
     */
    private void rest(PostgresProcess process, int code, boolean worked) throws InterruptedException {
        pause = worked ? RESTART_PAUSE : shorter(pause.multipliedBy(2), LONGEST_PAUSE);
        if (worked) {
            LOG.error("PostgreSQL ended by itself with code {}; starting it again", code);
        } else if (pause.compareTo(LONGEST_PAUSE) < 0) {
            LOG.error("PostgreSQL does not start, trying again. Its last words:\n{}", process.lastWords());
        }
        Thread.sleep(pause);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** How the first start went, and what PostgreSQL said where it went wrong. */
    private record FirstStart(boolean ready, String words) {}
}
