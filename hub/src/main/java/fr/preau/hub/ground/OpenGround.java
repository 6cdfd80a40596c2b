package fr.preau.hub.ground;

import fr.preau.config.Settings;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.transport.Transport;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The ground while it is open: database, schema, Vert.x. The rooms are built on {@link #ground()}. */
public final class OpenGround {
    /** What Vert.x could count at each byte and message: the edge measures requests, and a fan-out must not pay for it. */
    private static final Set<String> UNMEASURED = Set.of(
            MetricsDomain.NET_SERVER.toCategory(),
            MetricsDomain.NET_CLIENT.toCategory(),
            MetricsDomain.HTTP_SERVER.toCategory(),
            MetricsDomain.HTTP_CLIENT.toCategory(),
            MetricsDomain.EVENT_BUS.toCategory());

    private final Ground ground;
    private final Database database;

    private OpenGround(Ground ground, Database database) {
        this.ground = ground;
        this.database = database;
    }

    /** Opens all that a hub needs, the embedded server included. Fails with a {@link StartFailure}. */
    public static Future<OpenGround> open(Settings settings, Clock clock) {
        return open(
                settings,
                clock,
                () -> Database.serve(settings),
                settings.cluster().shared());
    }

    /**
     * Opens the ground for a tool: where a hub runs on the same data folder its database is used, else it is started for
     * as long as the tool works. It is no node among others.
     */
    public static Future<OpenGround> join(Settings settings, Clock clock) {
        return open(settings, clock, () -> Database.join(settings), false);
    }

    private static Future<OpenGround> open(
            Settings settings, Clock clock, Supplier<DatabaseServer> server, boolean clustered) {
        // The server starts while Vert.x is loaded: that is half of a warm start.
        CompletableFuture<DatabaseServer> started = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> complete(started, server));
        PrometheusMeterRegistry meters = meters();
        RandomGenerator random = new SecureRandom();
        Promise<OpenGround> opened = Promise.promise();
        vertx(settings, meters, clustered)
                .onSuccess(vertx -> Future.fromCompletionStage(started, vertx.getOrCreateContext())
                        .compose(running -> Database.open(vertx, settings, running, random))
                        .map(database -> new OpenGround(
                                new Ground(
                                        vertx,
                                        database.pool(),
                                        database::availability,
                                        settings,
                                        clock,
                                        random,
                                        meters),
                                database))
                        .onSuccess(opened::complete)
                        .onFailure(failure -> vertx.close().onComplete(closed -> opened.fail(plain(failure)))))
                .onFailure(failure -> started.handle((running, none) -> running)
                        .thenAccept(OpenGround::stop)
                        .thenRun(() -> opened.fail(failure)));
        return opened.future();
    }

    private static void stop(@Nullable DatabaseServer server) {
        if (server != null) {
            server.stop().run();
        }
    }

    public Ground ground() {
        return ground;
    }

    /**
     * Closes the pool, the embedded server, Vert.x, in this order, each also if one before failed. The future belongs to
     * no event loop, since none is left when it is done.
     */
    public Future<Void> close() {
        Promise<Void> done = Promise.promise();
        database.close()
                .onComplete(closed -> ground.vertx().close().onComplete(gone -> {
                    if (closed.succeeded() && gone.succeeded()) {
                        done.complete();
                    } else {
                        done.fail(closed.succeeded() ? gone.cause() : closed.cause());
                    }
                }));
        return done.future();
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

    private static Future<Vertx> vertx(Settings settings, PrometheusMeterRegistry meters, boolean clustered) {
        VertxOptions options = new VertxOptions()
                .setEventLoopPoolSize(settings.http().loops())
                // Nothing is served from files, so Vert.x needs no folder for copies, which kill -9 would leave behind.
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false))
                .setMetricsOptions(new MicrometerMetricsOptions()
                        .setEnabled(true)
                        .setLabels(EnumSet.of(Label.POOL_TYPE, Label.POOL_NAME))
                        .setDisabledMetricsCategories(UNMEASURED));
        Transport transport = transport(settings.http().transport());
        if (!transport.available()) {
            return Future.failedFuture(new StartFailure(
                    "This machine has no " + transport.name() + " (" + cause(transport)
                            + "): set http.transport to epoll, or allow it.",
                    transport.unavailabilityCause()));
        }
        VertxBuilder builder =
                Vertx.builder().withTransport(transport).withMetrics(new MicrometerMetricsFactory(meters));
        return clustered
                ? Clustering.join(builder, options, settings)
                : Future.succeededFuture(builder.with(options).build());
    }

    private static Transport transport(Settings.Transport wanted) {
        return switch (wanted) {
            case EPOLL -> Transport.EPOLL != null && Transport.EPOLL.available() ? Transport.EPOLL : Transport.NIO;
            case IO_URING -> Transport.IO_URING;
            case NIO -> Transport.NIO;
        };
    }

    private static String cause(Transport transport) {
        Throwable cause = transport.unavailabilityCause();
        return cause == null ? "no reason is given" : String.valueOf(cause.getMessage());
    }

    private static PrometheusMeterRegistry meters() {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        // Vert.x registers it once a connection and warns of itself; what waits for the pool is counted anyway.
        meters.config().meterFilter(MeterFilter.denyNameStartsWith("vertx.sql.processing.pending"));
        meters.config().meterFilter(MeterFilter.deny(id -> Connecting.WATCH.equals(id.getTag("pool_name"))));
        new JvmMemoryMetrics().bindTo(meters);
        new JvmGcMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        new FileDescriptorMetrics().bindTo(meters);
        new UptimeMetrics().bindTo(meters);
        return meters;
    }
}
