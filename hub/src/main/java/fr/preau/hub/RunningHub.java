package fr.preau.hub;

import fr.preau.config.Settings;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hub as a process: started, and on SIGTERM or SIGINT drained within the time that the settings give. */
final class RunningHub {
    private static final Logger LOG = LoggerFactory.getLogger(RunningHub.class);

    private final Hub hub;
    private final int shutdownSeconds;

    private RunningHub(Hub hub, int shutdownSeconds) {
        this.hub = hub;
        this.shutdownSeconds = shutdownSeconds;
    }

    /** Starts a hub and waits until it answers requests. */
    static RunningHub start(Settings settings) {
        return start(settings, ground -> Future.succeededFuture());
    }

    /** As {@link #start(Settings)}, with a database that was filled before. */
    static RunningHub start(Settings settings, Function<Ground, Future<?>> filling) {
        Hub hub = Hub.start(settings, Clock.systemUTC(), filling).await();
        RunningHub running = new RunningHub(hub, settings.limits().shutdownSeconds());
        Runtime.getRuntime().addShutdownHook(new Thread(running::drain, "drain"));
        Duration age = Duration.between(
                ProcessHandle.current().info().startInstant().orElseThrow(),
                Clock.systemUTC().instant());
        LOG.info(
                "Préau is ready on port {}, {} ms after the start of its process, as node {}",
                hub.port(),
                age.toMillis(),
                settings.node().name());
        return running;
    }

    Hub hub() {
        return hub;
    }

    /** Does not return: the signal that ends the wait ends the process. */
    void untilStopped() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Runs when the JVM ends. It ends the JVM itself, so that a drained hub exits with 0 rather than with the number of
     * the signal.
     */
    private void drain() {
        LOG.info("Stopping");
        int code = Stop.DONE;
        try {
            hub.drain().await();
            hub.close().await(shutdownSeconds, TimeUnit.SECONDS);
            LOG.info("Stopped");
        } catch (TimeoutException e) {
            LOG.error("Not everything was closed within {} s; what was acknowledged is safe", shutdownSeconds);
            code = Stop.FAILED;
        } catch (RuntimeException e) {
            LOG.error("Not everything was closed in order; what was acknowledged is safe", e);
            code = Stop.FAILED;
        }
        Runtime.getRuntime().halt(code);
    }
}
