package fr.preau.hub;

import fr.preau.config.Settings;
import fr.preau.hub.ground.FreePort;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.ground.OpenGround;
import fr.preau.hub.ground.StartFailure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** One running node. */
public final class Hub {
    private final OpenGround open;
    private final Rooms rooms;
    private final int port;

    private Hub(OpenGround open, Rooms rooms, int port) {
        this.open = open;
        this.rooms = rooms;
        this.port = port;
    }

    /**
     * Starts a node: database, schema, features, and the doors last. The future is done when requests are answered; it
     * fails with a {@link fr.preau.hub.ground.StartFailure} that says what to do, and leaves nothing running.
     *
     * @param clock the only clock that the hub reads
     */
    public static Future<Hub> start(Settings settings, Clock clock) {
        return start(settings, clock, ground -> Future.succeededFuture());
    }

    /**
     * As {@link #start(Settings, Clock)}.
     *
     * @param filling puts into the database what must be there before the doors open
     */
    static Future<Hub> start(Settings settings, Clock clock, Function<Ground, Future<?>> filling) {
        // Addresses and allowed origins name the port, so a free one is chosen before anything is built on them.
        Settings known = settings.http().port() == 0 ? settings.withHttpPort(FreePort.find()) : settings;
        return OpenGround.open(known, clock)
                .compose(open -> filled(open, filling))
                .compose(Hub::furnish);
    }

    private static Future<OpenGround> filled(OpenGround open, Function<Ground, Future<?>> filling) {
        Promise<OpenGround> filled = Promise.promise();
        filling.apply(open.ground())
                .onSuccess(done -> filled.complete(open))
                .onFailure(failure -> open.close().onComplete(closed -> filled.fail(failure)));
        return filled.future();
    }

    private static Future<Hub> furnish(OpenGround open) {
        Promise<Hub> furnished = Promise.promise();
        try {
            Rooms rooms = new Rooms(open.ground());
            rooms.open()
                    .onSuccess(port -> furnished.complete(new Hub(open, rooms, port)))
                    .onFailure(failure -> close(rooms, open)
                            .onComplete(closed -> furnished.fail(
                                    explained(failure, open.ground().settings().http()))));
        } catch (RuntimeException failure) {
            open.close().onComplete(closed -> furnished.fail(failure));
        }
        return furnished.future();
    }

    /** What fails with the network at start is the address to listen on. */
    private static Throwable explained(Throwable failure, Settings.Http http) {
        return failure instanceof IOException
                ? new StartFailure(
                        "The hub cannot listen on " + http.host() + " port " + http.port() + ": " + failure.getMessage()
                                + ". Stop the program that does, or change http.host and http.port.",
                        failure)
                : failure;
    }

    private static Future<Void> close(Rooms rooms, OpenGround open) {
        Promise<Void> closed = Promise.promise();
        rooms.close().onComplete(doors -> open.close().onComplete(closed));
        return closed.future();
    }

    /** The port that answers. */
    public int port() {
        return port;
    }

    /** The features of this node. */
    public Rooms rooms() {
        return rooms;
    }

    /**
     * Says on {@code /health/ready} that this node is about to stop, and goes on serving for {@code http.drainSeconds}: the
     * proxy in front has so long to send everybody elsewhere. Then {@link #close} it.
     */
    public Future<Void> drain() {
        rooms.beginLeaving();
        int seconds = open.ground().settings().http().drainSeconds();
        return seconds == 0
                ? Future.succeededFuture()
                : open.ground().vertx().timer(seconds, TimeUnit.SECONDS).mapEmpty();
    }

    /** Stops taking requests, finishes those under way, then closes the database. */
    public Future<Void> close() {
        return close(rooms, open);
    }
}
