package fr.preau.hub.ground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    /** One folder for all, as unpacking takes the most time; each test leaves it stopped. */
    @TempDir
    static Path data;

    private final Path folder = data.resolve("a folder/postgres");

    @Test
    void rowsOutliveAStopInOrder() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, 0)) {
            write(postgres.address(), "kept");
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, 0)) {
            assertTrue(has(postgres.address(), "kept"));
        }
    }

    @Test
    void rowsOutliveKill9OfTheHubAndNoOrphanIsLeft() throws Exception {
        try (HostProcess host = host()) {
            write(address(host), "acknowledged");

            host.process.destroyForcibly().waitFor();

            gone(host.postgresPid);
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, 0)) {
            assertTrue(has(postgres.address(), "acknowledged"));
        }
    }

    @Test
    void aHubThatIsStartedAtOnceAfterKill9Succeeds() throws Exception {
        try (HostProcess host = host()) {
            host.process.destroyForcibly().waitFor();
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, 0)) {
            assertTrue(postgres.pid() > 0);
        }
    }

    @Test
    void aKilledPostgresIsStartedAgainOnTheSamePortWithItsRows() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, 0)) {
            write(postgres.address(), "before the crash");
            long killed = postgres.pid();

            ProcessHandle.of(killed).orElseThrow().destroyForcibly();
            gone(killed);

            untilConnected(postgres.address());
            assertTrue(has(postgres.address(), "before the crash"));
        }
    }

    @Test
    void aSecondHubIsToldWhoUsesTheFolder() {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, 0)) {
            String here = assertThrows(StartFailure.class, () -> EmbeddedPostgres.start(folder, 0))
                    .getMessage();
            assertTrue(
                    here.contains(
                            "Another hub (process " + ProcessHandle.current().pid() + ")"),
                    here);
            assertTrue(postgres.pid() > 0);
        }
    }

    @Test
    void aStaleLockFileWithTheNumberOfAnotherProgramIsNoObstacle() throws Exception {
        EmbeddedPostgres.start(folder, 0).close();
        long other = ProcessHandle.current().pid();
        Files.writeString(folder.resolve("cluster/postmaster.pid"), other + "\n" + folder.resolve("cluster") + "\n");

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, 0)) {
            assertTrue(postgres.pid() > 0);
        }
    }

    @Test
    void aTakenPortIsToldWithThePortsName() {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, 0)) {
            int port = postgres.address().port();
            Path other = data.resolve("other/postgres");

            String words = assertThrows(StartFailure.class, () -> EmbeddedPostgres.start(other, port))
                    .getMessage();

            assertTrue(words.contains("Address already in use"), words);
        }
    }

    @Test
    void theRoleNeedsItsPasswordAndIsNoSuperuser() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, 0)) {
            DatabaseAddress address = postgres.address();
            SQLException refused = assertThrows(
                    SQLException.class, () -> DriverManager.getConnection(address.jdbcUrl(), address.user(), "guess"));
            assertEquals("28P01", refused.getSQLState());
            assertThrows(
                    SQLException.class,
                    () -> DriverManager.getConnection(
                            address.jdbcUrl(), "postgres", address.password().value()));
            assertEquals("off", ask(address, "SHOW is_superuser"));
            assertEquals("on", ask(address, "SHOW fsync"));
            assertEquals("scram-sha-256", ask(address, "SHOW password_encryption"));
        }
        var permissions = Files.getPosixFilePermissions(folder.resolve("cluster/preau.password"));
        assertEquals("rw-------", PosixFilePermissions.toString(permissions));
    }

    private HostProcess host() throws IOException {
        return HostProcess.start(List.of(), System.getenv("PATH"), System.getProperty("java.class.path"), folder);
    }

    private static DatabaseAddress address(HostProcess host) {
        return new DatabaseAddress(
                "127.0.0.1",
                Integer.parseInt(host.port),
                "preau",
                "preau",
                new fr.preau.config.Secret(host.password),
                fr.preau.config.Settings.Ssl.DISABLE);
    }

    private static void gone(long pid) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> ProcessHandle.of(pid)
                        .ifPresent(process -> process.onExit().join()));
        assertFalse(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
    }

    private static void untilConnected(DatabaseAddress address) {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            while (true) {
                try {
                    connect(address).close();
                    return;
                } catch (SQLException e) {
                    TimeUnit.MILLISECONDS.sleep(20);
                }
            }
        });
    }

    private static void write(DatabaseAddress address, String word) throws SQLException {
        try (Connection connection = connect(address);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS words (word text)");
            statement.execute("INSERT INTO words VALUES ('" + word + "')");
        }
    }

    private static boolean has(DatabaseAddress address, String word) throws SQLException {
        return ask(address, "SELECT count(*) FROM words WHERE word = '" + word + "'")
                .equals("1");
    }

    private static String ask(DatabaseAddress address, String query) throws SQLException {
        try (Connection connection = connect(address);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(DatabaseAddress address) throws SQLException {
        return DriverManager.getConnection(
                address.jdbcUrl(), address.user(), address.password().value());
    }
}
