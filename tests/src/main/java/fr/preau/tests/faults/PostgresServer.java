package fr.preau.tests.faults;

import fr.preau.config.Secret;
import fr.preau.config.Settings.Ssl;
import fr.preau.hub.ground.DatabaseAddress;
import fr.preau.hub.ground.EmbeddedPostgres;
import fr.preau.tests.measure.HubProcess;
import fr.preau.tests.measure.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A PostgreSQL of its own, durable, that a fault may kill, freeze, promote and start again: what an operator runs beside
 * the hub. It ends with the thread that started it.
 */
final class PostgresServer implements AutoCloseable {
    private static final String ACCESS = """
            host all,replication preau,postgres 127.0.0.1/32 trust
            """;

    private final Path programs;
    private final Path data;
    private final int port;
    private final ServerProcess process;

    private PostgresServer(Path programs, Path data, int port) throws IOException {
        this.programs = programs;
        this.data = data;
        this.port = port;
        this.process = ServerProcess.start(programs, data, port);
    }

    /** Makes an empty database with the hub's own programs and starts it. */
    static PostgresServer make(Path folder) throws IOException {
        EmbeddedPostgres.start(folder, 0).close();
        Path data = folder.resolve("a");
        Files.move(folder.resolve("cluster"), data);
        Files.writeString(data.resolve("pg_hba.conf"), ACCESS);
        Path programs;
        try (Stream<Path> inside = Files.list(folder)) {
            programs = inside.filter(path -> path.getFileName().toString().startsWith("program-"))
                    .findFirst()
                    .orElseThrow();
        }
        return start(programs, data, HubProcess.freePort());
    }

    /** Copies this server while it runs and starts the copy as its standby; it streams when this returns. */
    PostgresServer standby() throws IOException, SQLException {
        return standby(data.resolveSibling("b"), HubProcess.freePort());
    }

    /** As {@link #standby()}, in the place of a server that was killed. */
    PostgresServer standbyInPlaceOf(PostgresServer dead) throws IOException, SQLException {
        dead.process.awaitGone();
        new WorkFolder(dead.data).close();
        return standby(dead.data, dead.port);
    }

    private PostgresServer standby(Path copy, int at) throws IOException, SQLException {
        try (Connection own = superuser();
                Statement sql = own.createStatement()) {
            sql.execute("SELECT pg_backup_start('standby', true)");
            Copy.of(data, copy);
            try (ResultSet stopped = sql.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
                stopped.next();
                Files.writeString(copy.resolve("backup_label"), stopped.getString(1));
            }
        }
        Files.createFile(copy.resolve("standby.signal"));
        Files.writeString(
                copy.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=" + port + " user=postgres'\n");
        PostgresServer standby = start(programs, copy, at);
        until(this, "SELECT EXISTS (SELECT FROM pg_stat_replication WHERE state = 'streaming')");
        return standby;
    }

    /** Commits wait for a standby from now on, whichever; or no more. */
    void waitsForStandby(boolean waits) throws SQLException {
        execute("ALTER SYSTEM SET synchronous_standby_names = '" + (waits ? "ANY 1 (*)" : "") + "'");
        execute("SELECT pg_reload_conf()");
        if (waits) {
            until(this, "SELECT EXISTS (SELECT FROM pg_stat_replication WHERE sync_state <> 'async')");
        }
    }

    /** Makes the primary of a standby. */
    void promote() throws SQLException {
        execute("SELECT pg_promote(true, 20)");
    }

    DatabaseAddress address() {
        return new DatabaseAddress("127.0.0.1", port, "preau", "preau", new Secret("not asked for"), Ssl.DISABLE);
    }

    /** As superuser. */
    void execute(String statement) throws SQLException {
        try (Connection own = superuser();
                Statement sql = own.createStatement()) {
            sql.execute(statement);
        }
    }

    /** kill -9 of all its processes, as when its machine dies. */
    void kill() {
        process.kill();
    }

    /** Stops all its processes in their tracks, as on a machine that hangs: connections stay open, nobody answers. */
    void freeze() throws IOException {
        process.signal("STOP");
    }

    /** Lets go on what was frozen. */
    void thaw() throws IOException {
        process.signal("CONT");
    }

    /** Starts it once more after it was killed. */
    void again() throws IOException {
        process.again();
        untilItAnswers();
    }

    @Override
    public void close() {
        process.kill();
        process.awaitGone();
    }

    private Connection superuser() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/preau", "postgres", "not asked for");
    }

    private static PostgresServer start(Path programs, Path data, int port) throws IOException {
        PostgresServer server = new PostgresServer(programs, data, port);
        server.untilItAnswers();
        return server;
    }

    private void untilItAnswers() {
        until(this, "SELECT true");
    }

    private static void until(PostgresServer server, String question) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        String last = "";
        while (System.nanoTime() < end) {
            try (Connection own = server.superuser();
                    Statement sql = own.createStatement();
                    ResultSet answer = sql.executeQuery(question)) {
                answer.next();
                if (answer.getBoolean(1)) {
                    return;
                }
            } catch (SQLException e) {
                last = String.valueOf(e.getMessage());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        throw new IllegalStateException("PostgreSQL does not say yes to: " + question + "; " + last);
    }
}
