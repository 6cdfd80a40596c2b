package fr.preau.hub.ground;

import fr.preau.config.Settings;
import fr.preau.config.Settings.DatabaseMode;
import fr.preau.config.Settings.Ssl;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.nio.file.Path;
import java.util.Optional;

/** The open database: its schema is that of this program. */
public final class Database {
    /**
     * Characters of the longest statement that a connection keeps prepared. The client's standard of 2,048 would parse and
     * plan the longest, dearest ones anew each time: 27 ms for a claim, which itself takes 10.
     */
    private static final int LONGEST_KEPT = 20_000;

    private static final int OLDEST_VERSION = 17;

    private final Vertx vertx;
    private final Pool pool;
    private final DatabaseServer server;

    private Database(Vertx vertx, Pool pool, DatabaseServer server) {
        this.vertx = vertx;
        this.pool = pool;
        this.server = server;
    }

    /** The server that the settings name; the embedded one is started, which blocks, see {@link EmbeddedPostgres}. */
    public static DatabaseServer serve(Settings settings) {
        if (settings.database().mode() == DatabaseMode.EXTERNAL) {
            return new DatabaseServer(DatabaseAddress.external(settings.database()), () -> {});
        }
        EmbeddedPostgres server =
                EmbeddedPostgres.start(folder(settings), settings.database().port());
        return new DatabaseServer(server.address(), server::close);
    }

    /** As {@link #serve}, but a server that a running hub keeps is used, not started. */
    public static DatabaseServer join(Settings settings) {
        Optional<DatabaseAddress> running = settings.database().mode() == DatabaseMode.EMBEDDED
                ? EmbeddedPostgres.running(folder(settings))
                : Optional.empty();
        return running.map(address -> new DatabaseServer(address, () -> {})).orElseGet(() -> serve(settings));
    }

    private static Path folder(Settings settings) {
        return settings.node().dataDir().resolve("postgres");
    }

    /**
     * Opens the pool and brings the schema up to date. Fails with a {@link StartFailure}; the server is then stopped.
     *
     * @param server what {@link #serve} or {@link #join} gave
     */
    public static Future<Database> open(Vertx vertx, Settings settings, DatabaseServer server) {
        DatabaseAddress address = server.address();
        Database database = new Database(vertx, pool(vertx, settings, address), server);
        return database.checkVersion(address)
                .compose(ok -> Schema.bringUpToDate(vertx, database.pool, address))
                .map(database)
                .recover(failure -> database.close().transform(closed -> Future.failedFuture(failure)));
    }

    /** The pool, for stores. */
    public Pool pool() {
        return pool;
    }

    /** Closes the pool, then stops the embedded server. */
    public Future<Void> close() {
        return pool.close().eventually(this::stopServer);
    }

    private Future<Void> stopServer() {
        return vertx.executeBlocking(
                () -> {
                    server.stop().run();
                    return null;
                },
                false);
    }

    private Future<Void> checkVersion(DatabaseAddress address) {
        return pool.query("SELECT current_setting('server_version_num')::int / 10000 AS version")
                .execute()
                .recover(failure -> Future.failedFuture(new StartFailure(
                        "PostgreSQL at " + address.shown() + " does not let user " + address.user() + " in: "
                                + failure.getMessage() + ". Check the settings database.*",
                        failure)))
                .compose(rows -> {
                    int version = rows.iterator().next().getInteger("version");
                    return version >= OLDEST_VERSION
                            ? Future.succeededFuture()
                            : Future.failedFuture(new StartFailure("PostgreSQL at " + address.shown() + " is version "
                                    + version + "; it must be " + OLDEST_VERSION + " or later."));
                });
    }

    static Pool pool(Vertx vertx, Settings settings, DatabaseAddress address) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost(address.host())
                .setPort(address.port())
                .setDatabase(address.database())
                .setUser(address.user())
                .setPassword(address.password().value())
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheSqlLimit(LONGEST_KEPT)
                .setPipeliningLimit(256)
                .addProperty("application_name", "preau/" + settings.node().name())
                .addProperty("timezone", "UTC")
                // The views of membership are wide: planning costs ten times what running does, and their look-ups are
                // by key, so a plan made once serves every value. Compiling such short queries never pays.
                .addProperty("plan_cache_mode", "force_generic_plan")
                .addProperty("jit", "off")
                // A transaction that its node forgot must not hold a channel's sequence for ever.
                .addProperty("idle_in_transaction_session_timeout", "60000");
        return PgBuilder.pool()
                .with(new PoolOptions()
                        .setMaxSize(settings.database().poolSize())
                        .setName("postgresql")
                        .setEventLoopSize(0))
                .connectingTo(protect(options, address.ssl()))
                .using(vertx)
                .build();
    }

    private static PgConnectOptions protect(PgConnectOptions options, Ssl ssl) {
        return switch (ssl) {
            case DISABLE -> options.setSslMode(SslMode.DISABLE);
            case REQUIRE -> options.setSslMode(SslMode.REQUIRE).setSslOptions(new ClientSSLOptions().setTrustAll(true));
            case VERIFY_FULL ->
                options.setSslMode(SslMode.VERIFY_FULL)
                        .setSslOptions(new ClientSSLOptions().setHostnameVerificationAlgorithm("HTTPS"));
        };
    }
}
