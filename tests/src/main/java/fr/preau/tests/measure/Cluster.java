package fr.preau.tests.measure;

import fr.preau.hub.ground.DatabaseAddress;
import fr.preau.tests.world.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several nodes of one hub, each as a process of its own, on one database. */
public final class Cluster implements AutoCloseable {
    /** Origin of the hub's own pages, whichever node serves them. */
    public static final String ORIGIN = "http://preau.test";

    private final List<HubProcess> nodes;

    private Cluster(List<HubProcess> nodes) {
        this.nodes = nodes;
    }

    /**
     * Starts them: the first one, which makes the schema and the keys, then the others together.
     *
     * @param folder each gets a folder in it
     * @param more settings of all of them
     */
    public static Cluster start(Path folder, int count, DatabaseAddress database, Map<String, String> more)
            throws IOException {
        ClusterSettings settings = ClusterSettings.of(count);
        List<HubProcess> nodes = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            nodes.add(node(folder, settings, 0, database, more));
            List<Future<HubProcess>> others = new ArrayList<>();
            for (int i = 1; i < count; i++) {
                int number = i;
                others.add(threads.submit(() -> node(folder, settings, number, database, more)));
            }
            for (Future<HubProcess> other : others) {
                nodes.add(other.get());
            }
            return new Cluster(nodes);
        } catch (ExecutionException | RuntimeException e) {
            nodes.forEach(HubProcess::kill);
            throw new IllegalStateException("not every node started", e);
        } catch (InterruptedException e) {
            nodes.forEach(HubProcess::kill);
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HubProcess node(
            Path folder, ClusterSettings cluster, int number, DatabaseAddress database, Map<String, String> more)
            throws IOException {
        Path keys = folder.resolve("keys");
        Map<String, String> settings = cluster.of(number, Databases.with(database, more));
        settings.put("security.signingKeyFile", keys.resolve("signing.pem").toString());
        settings.put("security.secretKeyFile", keys.resolve("secret.key").toString());
        settings.put("push.keyFile", keys.resolve("push.pem").toString());
        settings.put("http.publicUrl", ORIGIN);
        Path own = Files.createDirectories(folder.resolve("node-" + number));
        return HubProcess.start(own, List.of(), settings);
    }

    /** The nodes as they are now. */
    public List<HubProcess> nodes() {
        return List.copyOf(nodes);
    }

    /** kill -9 of one, from 0 on. */
    public void kill(int node) {
        nodes.get(node).kill();
    }

    /** SIGTERM to one, and its exit code. */
    public int stop(int node) {
        return nodes.get(node).stop();
    }

    /** Starts one once more, on its port. */
    public HubProcess again(int node) throws IOException {
        nodes.set(node, nodes.get(node).again());
        return nodes.get(node);
    }

    @Override
    public void close() {
        nodes.forEach(HubProcess::kill);
    }
}
