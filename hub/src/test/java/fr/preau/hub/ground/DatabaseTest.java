package fr.preau.hub.ground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void anEmptyDatabaseGetsTheSchemaAndTheNextStartFindsItCurrent() throws Exception {
        Pool pool = TestDatabase.fresh(vertx);

        Map<String, Integer> done = Schema.done(pool).await(10, TimeUnit.SECONDS);

        assertEquals(Migrations.carried(), done, "the quick look agrees with what Flyway wrote");
        pool.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void aNewerDatabaseIsRefusedWithASentence() throws Exception {
        Pool pool = TestDatabase.fresh(vertx);
        wait(pool.query("""
                INSERT INTO flyway_schema_history
                SELECT installed_rank + 1000, '9999', 'later', type, 'V9999__later.sql', 1, installed_by, now(), 1, true
                FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1
                """).execute());

        Throwable failure = failure(Schema.bringUpToDate(vertx, pool, TestDatabase.address(), true));

        assertInstanceOf(StartFailure.class, failure);
        assertTrue(failure.getMessage().contains("newer than this program"), failure.getMessage());
        pool.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void anExternalDatabaseIsOpenedByItsAddress() throws Exception {
        TestDatabase.fresh(vertx).close().await(10, TimeUnit.SECONDS);

        Database database = wait(open(Map.of()));

        assertEquals(
                1L,
                wait(database.pool().query("SELECT 1::bigint").execute())
                        .iterator()
                        .next()
                        .getLong(0));
        wait(database.close());
    }

    @Test
    void aWrongPasswordAndAMissingServerAreToldWithWhatToCheck() {
        Throwable refused = failure(open(Map.of("database.password", "guess")));
        assertTrue(refused.getMessage().contains("password authentication failed"), refused.getMessage());
        assertTrue(refused.getMessage().contains("Check the settings database"), refused.getMessage());

        Throwable missing = failure(open(Map.of("database.port", "1")));
        assertTrue(missing.getMessage().startsWith("PostgreSQL at 127.0.0.1:1/preau"), missing.getMessage());
    }

    @Test
    void thePoolLivesOnWhenPostgresIsKilledAndStartedAgain() throws Exception {
        Settings settings = Settings.of(Map.of("node.dataDir", folder.toString()));
        DatabaseServer server = Database.serve(settings);
        Database database = wait(Database.open(vertx, settings, server, new Random(1)));
        long first = PostmasterFile.read(folder.resolve("postgres/cluster"))
                .orElseThrow()
                .pid();

        ProcessHandle.of(first).orElseThrow().destroyForcibly();
        untilItAnswers(database.pool());

        assertNotEquals(
                first,
                PostmasterFile.read(folder.resolve("postgres/cluster"))
                        .orElseThrow()
                        .pid());
        wait(database.close());
    }

    private static void untilItAnswers(Pool pool) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        boolean failedOnce = false;
        while (System.nanoTime() < end) {
            try {
                wait(pool.query("SELECT 1").execute());
                if (failedOnce) {
                    return;
                }
            } catch (Exception e) {
                failedOnce = true;
            }
        }
        throw new AssertionError("the pool does not answer");
    }

    private Future<Database> open(Map<String, String> changes) {
        Settings settings = external(changes);
        return Database.open(vertx, settings, Database.serve(settings), new Random(1));
    }

    private Settings external(Map<String, String> changes) {
        DatabaseAddress address = TestDatabase.address();
        Map<String, String> values = new LinkedHashMap<>(Map.of(
                "node.dataDir", folder.toString(),
                "database.mode", "external",
                "database.port", Integer.toString(address.port()),
                "database.name", address.database(),
                "database.user", address.user(),
                "database.password", address.password().value()));
        values.putAll(changes);
        return Settings.of(values);
    }

    private static <T> T wait(Future<T> future) throws Exception {
        return future.await(30, TimeUnit.SECONDS);
    }

    private static Throwable failure(Future<?> future) {
        try {
            wait(future);
        } catch (Exception e) {
            return e;
        }
        throw new AssertionError("it succeeded");
    }
}
