package fr.preau.hub.ground;

import fr.preau.config.Settings;
import fr.preau.config.Settings.DatabaseMode;
import fr.preau.hub.ground.DatabaseState.Away;
import fr.preau.hub.ground.DatabaseState.ReadOnly;
import fr.preau.hub.ground.DatabaseState.Writable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** The open database: its schema is that of this program. */
public final class Database {
    private static final int OLDEST_VERSION = 17;

    private final Vertx vertx;
    private final MovingPool pool;
    private final DatabaseWatch watch;
    private final DatabaseServer server;

    private Database(Vertx vertx, Settings settings, DatabaseServer server, RandomGenerator random) {
        this.vertx = vertx;
        this.server = server;
        Connecting connecting = new Connecting(vertx, settings);
        this.pool = new MovingPool(connecting, server.hosts().getFirst());
        this.watch = new DatabaseWatch(vertx, connecting, server.hosts(), random, pool::follow);
    }

    /** The server that the settings name; the embedded one is started, which blocks, see {@link EmbeddedPostgres}. */
    public static DatabaseServer serve(Settings settings) {
        if (settings.database().mode() == DatabaseMode.EXTERNAL) {
            return new DatabaseServer(DatabaseAddress.external(settings.database()), () -> {});
        }
        EmbeddedPostgres server = EmbeddedPostgres.start(
                folder(settings), settings.database().hosts().getFirst().port());
        return new DatabaseServer(List.of(server.address()), server::close);
    }

    /** As {@link #serve}, but a server that a running hub keeps is used, not started. */
    public static DatabaseServer join(Settings settings) {
        Optional<DatabaseAddress> running = settings.database().mode() == DatabaseMode.EMBEDDED
                ? EmbeddedPostgres.running(folder(settings))
                : Optional.empty();
        return running.map(address -> new DatabaseServer(List.of(address), () -> {}))
                .orElseGet(() -> serve(settings));
    }

    private static Path folder(Settings settings) {
        return settings.node().dataDir().resolve("postgres");
    }

    /**
     * Finds the primary, opens the pool and brings the schema up to date. Where there is no primary but a standby whose
     * schema is right, the hub starts read only. Fails with a {@link StartFailure}; the server is then stopped.
     *
     * @param server what {@link #serve} or {@link #join} gave
     * @param random spreads the looks of many nodes
     */
    public static Future<Database> open(Vertx vertx, Settings settings, DatabaseServer server, RandomGenerator random) {
        Database database = new Database(vertx, settings, server, random);
        return database.watch
                .start()
                .compose(found -> database.prepare())
                .map(database)
                .recover(failure -> database.close().transform(closed -> Future.failedFuture(failure)));
    }

    /** The pool, for stores. It follows the primary. */
    public Pool pool() {
        return pool;
    }

    /** What the database can do now; may be asked on any thread. */
    public Availability availability() {
        return watch.state().availability();
    }

    /** Closes the pool, then stops the embedded server. */
    public Future<Void> close() {
        return watch.close().eventually(pool::close).eventually(this::stopServer);
    }

    private Future<Void> stopServer() {
        return vertx.executeBlocking(
                () -> {
                    server.stop().run();
                    return null;
                },
                false);
    }

    private Future<Void> prepare() {
        return switch (watch.state()) {
            case Writable(DatabaseAddress primary) -> prepare(primary, true);
            case ReadOnly(DatabaseAddress from, boolean forced, String why) -> prepare(from, forced);
            case Away(String why) -> {
                Throwable cause = watch.lastFailure();
                DatabaseAddress first = server.hosts().getFirst();
                yield Future.failedFuture(new StartFailure(
                        "PostgreSQL at " + shown() + " does not let user " + first.user() + " in: "
                                + (cause == null ? why : cause.getMessage()) + ". Check the settings database.*",
                        cause));
            }
        };
    }

    private Future<Void> prepare(DatabaseAddress address, boolean migrates) {
        return checkVersion(address).compose(ok -> Schema.bringUpToDate(vertx, pool, address, migrates));
    }

    private String shown() {
        return server.hosts().stream().map(DatabaseAddress::shown).collect(Collectors.joining(" and "));
    }

    private Future<Void> checkVersion(DatabaseAddress address) {
        return pool.query("SELECT current_setting('server_version_num')::int / 10000 AS version")
                .execute()
                .compose(rows -> {
                    int version = rows.iterator().next().getInteger("version");
                    return version >= OLDEST_VERSION
                            ? Future.succeededFuture()
                            : Future.failedFuture(new StartFailure("PostgreSQL at " + address.shown() + " is version "
                                    + version + "; it must be " + OLDEST_VERSION + " or later."));
                });
    }
}
