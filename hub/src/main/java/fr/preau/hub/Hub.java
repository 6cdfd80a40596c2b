package fr.preau.hub;

import fr.preau.config.Settings;
import fr.preau.hub.ground.Database;
import fr.preau.hub.ground.Ground;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import io.vertx.micrometer.VertxPrometheusOptions;
import java.security.SecureRandom;
import java.time.Clock;

/** One running node. */
public final class Hub {
    private final Vertx vertx;
    private final Database database;
    private final Rooms rooms;
    private final Settings settings;

    private Hub(Vertx vertx, Database database, Rooms rooms, Settings settings) {
        this.vertx = vertx;
        this.database = database;
        this.rooms = rooms;
        this.settings = settings;
    }

    /**
     * Starts a node: database, schema, features, and the doors last. The future is done when requests are answered; it
     * fails with a {@link fr.preau.hub.ground.StartFailure} that says what to do, and leaves nothing running.
     *
     * @param clock the only clock that the hub reads
     */
    public static Future<Hub> start(Settings settings, Clock clock) {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Vertx vertx = vertx(settings, meters);
        return vertx.executeBlocking(() -> Database.serve(settings), false)
                .compose(server -> Database.open(vertx, settings, server))
                .compose(database -> furnish(vertx, settings, clock, meters, database))
                .recover(failure -> vertx.close().transform(closed -> Future.failedFuture(failure)));
    }

    private static Vertx vertx(Settings settings, PrometheusMeterRegistry meters) {
        VertxOptions options = new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(settings.http().loops())
                .setMetricsOptions(new MicrometerMetricsOptions()
                        .setEnabled(true)
                        .setPrometheusOptions(new VertxPrometheusOptions().setEnabled(true)));
        return Vertx.builder()
                .with(options)
                .withMetrics(new MicrometerMetricsFactory(meters))
                .build();
    }

    private static Future<Hub> furnish(
            Vertx vertx, Settings settings, Clock clock, PrometheusMeterRegistry meters, Database database) {
        Ground ground = new Ground(vertx, database.pool(), settings, clock, new SecureRandom(), meters);
        Rooms rooms = new Rooms(ground);
        return rooms.open()
                .map(port -> new Hub(vertx, database, rooms, settings.withHttpPort(port)))
                .recover(failure -> database.close().transform(closed -> Future.failedFuture(failure)));
    }

    /** The port that answers. */
    public int port() {
        return settings.http().port();
    }

    /** The features of this node. */
    public Rooms rooms() {
        return rooms;
    }

    /** Stops taking requests, finishes those under way, then closes the database. */
    public Future<Void> close() {
        return rooms.close().eventually(database::close).eventually(vertx::close);
    }
}
