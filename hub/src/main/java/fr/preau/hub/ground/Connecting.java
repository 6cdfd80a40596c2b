package fr.preau.hub.ground;

import fr.preau.config.Settings;
import fr.preau.config.Settings.Ssl;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.PoolOptions;

/** How this node connects to one PostgreSQL. */
final class Connecting {
    /**
     * Characters of the longest statement that a connection keeps prepared. The client's standard of 2,048 would parse and
     * plan the longest, dearest ones anew each time: 27 ms for a claim, which itself takes 10.
     */
    private static final int LONGEST_KEPT = 20_000;

    /** The name of the pools that only watch; there are as many as servers, and nobody needs their figures. */
    static final String WATCH = "postgresql-watch";

    /** Milliseconds until a host that does not answer counts as away. */
    static final int CONNECT_MILLIS = 2_000;

    /** Milliseconds that sent bytes may stay unconfirmed: a host that vanished sends no reset. */
    private static final int UNCONFIRMED_MILLIS = 10_000;

    private final Vertx vertx;
    private final Settings settings;

    Connecting(Vertx vertx, Settings settings) {
        this.vertx = vertx;
        this.settings = settings;
    }

    /**
     * The pool that the rooms share.
     *
     * @param readOnly whether the server shall refuse every change
     */
    Lines pool(DatabaseAddress address, boolean readOnly) {
        PgConnectOptions options = options(address);
        if (readOnly) {
            options.addProperty("default_transaction_read_only", "on");
        }
        PoolOptions pool =
                new PoolOptions().setMaxSize(settings.database().poolSize()).setName("postgresql");
        return build(options, pool);
    }

    /** A line of its own to a host, for the one who watches it. */
    Lines line(DatabaseAddress address) {
        return build(options(address), new PoolOptions().setMaxSize(1).setName(WATCH));
    }

    private Lines build(PgConnectOptions options, PoolOptions pool) {
        NetClientOptions net =
                new NetClientOptions().setConnectTimeout(CONNECT_MILLIS).setTcpKeepAlive(true);
        net.setTcpUserTimeout(UNCONFIRMED_MILLIS);
        return new Lines(PgBuilder.pool()
                .with(pool.setEventLoopSize(0))
                .with(net)
                .connectingTo(options)
                .using(vertx));
    }

    private PgConnectOptions options(DatabaseAddress address) {
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
                // Acknowledged is committed, on the standby as well where there is one, whatever a role was set to.
                .addProperty("synchronous_commit", "on")
                // A COMMIT that is cancelled while it waits for the standby would be reported as done.
                .addProperty("statement_timeout", "0")
                // The views of membership are wide: planning costs ten times what running does, and their look-ups are
                // by key, so a plan made once serves every value. Compiling such short queries never pays.
                .addProperty("plan_cache_mode", "force_generic_plan")
                .addProperty("jit", "off")
                // A transaction that its node forgot must not hold a channel's sequence for ever.
                .addProperty("idle_in_transaction_session_timeout", "60000");
        return protect(options, address.ssl());
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
