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
import java.util.Optional;

/** The open database: its schema is that of this program. */
public final class Database {
    private static final int OLDEST_VERSION = 17;

    private final Vertx vertx;
    private final Pool pool;
    private final Optional<EmbeddedPostgres> server;

    private Database(Vertx vertx, Pool pool, Optional<EmbeddedPostgres> server) {
        this.vertx = vertx;
        this.pool = pool;
        this.server = server;
    }

    /** Starts the embedded server if the settings ask for it; blocks, see {@link EmbeddedPostgres#start}. */
    public static Optional<EmbeddedPostgres> serve(Settings settings) {
        return settings.database().mode() == DatabaseMode.EMBEDDED
                ? Optional.of(EmbeddedPostgres.start(
                        settings.node().dataDir().resolve("postgres"),
                        settings.database().port()))
                : Optional.empty();
    }

    /**
     * Opens the pool and brings the schema up to date. Fails with a {@link StartFailure}; the embedded server is then
     * stopped.
     *
     * @param server what {@link #serve} gave
     */
    public static Future<Database> open(Vertx vertx, Settings settings, Optional<EmbeddedPostgres> server) {
        DatabaseAddress address =
                server.map(EmbeddedPostgres::address).orElseGet(() -> DatabaseAddress.external(settings.database()));
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
        return server.isEmpty()
                ? Future.succeededFuture()
                : vertx.executeBlocking(
                        () -> {
                            server.get().close();
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
                .setPipeliningLimit(256)
                .addProperty("application_name", "preau/" + settings.node().name())
                .addProperty("timezone", "UTC")
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
