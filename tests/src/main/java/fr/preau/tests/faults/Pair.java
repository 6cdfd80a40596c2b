package fr.preau.tests.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

/** A primary and its standby, without which the primary commits nothing. */
final class Pair implements AutoCloseable {
    private PostgresServer primary;
    private PostgresServer standby;

    private Pair(PostgresServer primary, PostgresServer standby) {
        this.primary = primary;
        this.standby = standby;
    }

    /** Makes both, with an empty database. */
    static Pair make(Path folder) throws IOException, SQLException {
        PostgresServer primary = PostgresServer.make(folder);
        Pair pair = new Pair(primary, primary.standby());
        primary.waitsForStandby(true);
        return pair;
    }

    PostgresServer primary() {
        return primary;
    }

    PostgresServer standby() {
        return standby;
    }

    /** The settings of a hub on both. */
    Map<String, String> settings() {
        return Map.of(
                "database.mode",
                "external",
                "database.hosts",
                host(primary) + "," + host(standby),
                "database.password",
                primary.address().password().value());
    }

    /**
     * What somebody does who looks after the two, once the primary is lost: makes sure that it is gone, lets the standby
     * commit alone and promotes it.
     */
    void promote() throws SQLException {
        primary.kill();
        standby.waitsForStandby(false);
        standby.promote();
    }

    /** Makes a new standby in the place of the lost primary; from then on the other one waits for it. */
    void rebuild() throws IOException, SQLException {
        PostgresServer promoted = standby;
        standby = promoted.standbyInPlaceOf(primary);
        primary = promoted;
        primary.waitsForStandby(true);
    }

    @Override
    public void close() {
        standby.close();
        primary.close();
    }

    private static String host(PostgresServer server) {
        return "127.0.0.1:" + server.address().port();
    }
}
