package fr.preau.tests.faults;

import fr.preau.hub.ground.DatabaseAddress;
import fr.preau.hub.ground.EmbeddedPostgres;
import fr.preau.tests.measure.HubProcess;
import fr.preau.tests.measure.WorkFolder;
import fr.preau.tests.network.Proxy;
import fr.preau.tests.wire.Api;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One hub as a process of its own, its town, and a proxy in front of it. */
final class Scene implements AutoCloseable {
    private final WorkFolder folder;
    private final Town town;
    private final Proxy proxy;
    private HubProcess hub;

    private Scene(WorkFolder folder, HubProcess hub, Town town, Proxy proxy) {
        this.folder = folder;
        this.hub = hub;
        this.town = town;
        this.proxy = proxy;
    }

    /** Limits as wide as tests need them, and these settings. */
    static Map<String, String> settings(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(Map.of(
                "limits.accessTokenMinutes", "60",
                "limits.loginBurst", "10000",
                "limits.loginPerMinute", "10000",
                "limits.messagesPerMinute", "1000000",
                "limits.socketsPerPerson", "1000",
                "pause.enabled", "false",
                "log.level", "warn"));
        all.putAll(more);
        return all;
    }

    /** Starts a hub on an empty folder: about 3 s. */
    static Scene open(String name, Map<String, String> more) throws IOException, SQLException {
        return open(name, List.of(), Map.of(), more);
    }

    /**
     * As the other one.
     *
     * @param jvm options of the hub's JVM
     * @param environment variables of the hub's process
     */
    static Scene open(String name, List<String> jvm, Map<String, String> environment, Map<String, String> more)
            throws IOException, SQLException {
        WorkFolder folder = WorkFolder.make(name);
        HubProcess hub = HubProcess.start(folder.path(), jvm, environment, settings(more));
        try {
            Town town = Town.settle(database(folder.path()), hub.origin());
            return new Scene(folder, hub, town, Proxy.to(hub.base().getPort()));
        } catch (RuntimeException | SQLException e) {
            hub.kill();
            throw e;
        }
    }

    Path folder() {
        return folder.path();
    }

    HubProcess hub() {
        return hub;
    }

    Town town() {
        return town;
    }

    Proxy proxy() {
        return proxy;
    }

    DatabaseAddress database() {
        return database(folder.path());
    }

    /** A figure of the hub's own metrics, by its whole name; 0 while it is not there. */
    double metric(String name) {
        String text = Api.anonymous(hub.base(), hub.origin(), town.contract())
                .get("/metrics")
                .is(200)
                .text();
        return text.lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Traffic through the proxy. */
    Traffic traffic(int authors, Duration patience, Pace pace) {
        return Traffic.begin(town, authors, Doors.of(proxy.base()), patience, pace);
    }

    /** Starts the hub once more, after it was killed or stopped. */
    HubProcess again() throws IOException {
        hub = hub.again();
        return hub;
    }

    @Override
    public void close() throws IOException {
        proxy.close();
        hub.kill();
        Orphans.awaitNone(folder.path());
        folder.close();
    }

    private static DatabaseAddress database(Path folder) {
        return EmbeddedPostgres.running(folder.resolve("data").resolve("postgres"))
                .orElseThrow();
    }
}
