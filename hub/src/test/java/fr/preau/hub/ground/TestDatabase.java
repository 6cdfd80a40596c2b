package fr.preau.hub.ground;

import fr.preau.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A real PostgreSQL for the tests of stores: one server a JVM, an emptied database with this program's schema a call.
 * Open it in {@code @BeforeAll} and close the pool in {@code @AfterAll}, before Vert.x.
 */
public final class TestDatabase {
    private TestDatabase() {}

    /** Removes everything, migrates, and opens a pool on this Vert.x. Waits, so not for event loops. */
    public static Pool fresh(Vertx vertx) {
        DatabaseAddress address = Server.RUNNING.address();
        Pool pool = new Connecting(vertx, Settings.of(Map.of("node.name", "test")))
                .pool(address, false)
                .pool();
        Future<Pool> emptied = pool.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
                .execute()
                .compose(ok -> Schema.bringUpToDate(vertx, pool, address, true))
                .map(pool);
        try {
            return emptied.await(60, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where the server is, for tests that need their own connections. */
    public static DatabaseAddress address() {
        return Server.RUNNING.address();
    }

    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                Path folder = Files.createTempDirectory("preau-test");
                EmbeddedPostgres server = EmbeddedPostgres.start(folder.resolve("postgres"), 0);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, folder)));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void stop(EmbeddedPostgres server, Path folder) {
            server.close();
            try {
                Folders.removeTree(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
