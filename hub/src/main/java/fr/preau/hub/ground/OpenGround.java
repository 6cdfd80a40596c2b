package fr.preau.hub.ground;

import fr.preau.config.Settings;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** The ground while it is open: database, schema, Vert.x. The rooms are built on {@link #ground()}. */
public final class OpenGround {
    private final Ground ground;
    private final Database database;

    private OpenGround(Ground ground, Database database) {
        this.ground = ground;
        this.database = database;
    }

    /** Opens all that a hub needs, the embedded server included. Fails with a {@link StartFailure}. */
    public static Future<OpenGround> open(Settings settings, Clock clock) {
        return open(settings, clock, () -> Database.serve(settings));
    }

    /**
     * Opens the ground for a tool: where a hub runs on the same data folder its database is used, else it is started for
     * as long as the tool works.
     */
    public static Future<OpenGround> join(Settings settings, Clock clock) {
        return open(settings, clock, () -> Database.join(settings));
    }

    private static Future<OpenGround> open(Settings settings, Clock clock, Supplier<DatabaseServer> server) {
        // The server starts while Vert.x is loaded: that is half of a warm start.
        CompletableFuture<DatabaseServer> started = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> complete(started, server));
        Vertx vertx = Vertx.builder()
                .with(new VertxOptions()
                        .setPreferNativeTransport(true)
                        .setEventLoopPoolSize(settings.http().loops()))
                .build();
        PrometheusMeterRegistry meters = meters();
        return Future.fromCompletionStage(started, vertx.getOrCreateContext())
                .compose(running -> Database.open(vertx, settings, running))
                .map(database -> new OpenGround(
                        new Ground(vertx, database.pool(), settings, clock, new SecureRandom(), meters), database))
                .recover(failure -> vertx.close().transform(closed -> Future.failedFuture(plain(failure))));
    }

    public Ground ground() {
        return ground;
    }

    /** Closes the pool, the embedded server, Vert.x, in this order, each also if one before failed. */
    public Future<Void> close() {
        return database.close().eventually(ground.vertx()::close);
    }

    private static void complete(CompletableFuture<DatabaseServer> started, Supplier<DatabaseServer> server) {
        try {
            started.complete(server.get());
        } catch (RuntimeException e) {
            started.completeExceptionally(e);
        }
    }

    private static Throwable plain(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static PrometheusMeterRegistry meters() {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(meters);
        new JvmGcMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        new FileDescriptorMetrics().bindTo(meters);
        new UptimeMetrics().bindTo(meters);
        return meters;
    }
}
