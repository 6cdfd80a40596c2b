package fr.preau.tests.bench;

import fr.preau.hub.ground.EmbeddedPostgres;
import fr.preau.tests.measure.Cluster;
import fr.preau.tests.measure.ClusterSettings;
import fr.preau.tests.measure.HubProcess;
import fr.preau.tests.wire.Json;
import fr.preau.tests.world.Databases;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The hub itself, one node or several on one database: a post by HTTP, committed, and then on the stream of everybody in
 * the channel. Its nodes do not deliver by other routes; all else that a post causes in them counts, PostgreSQL does not.
 */
final class HubContender implements Contender {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final EmbeddedPostgres database;
    private final List<HubProcess> hubs = new ArrayList<>();
    private final List<Path> hellos = new ArrayList<>();
    private final String name;
    private URI posts = URI.create("/");
    private String token = "";

    private HubContender(String name, EmbeddedPostgres database) {
        this.name = name;
        this.database = database;
    }

    /**
     * Starts it on an empty folder and fills it with people.
     *
     * @param sockets how many people will come
     * @param settings of each node, besides those that it needs
     */
    static HubContender start(String name, Path folder, int nodes, int sockets, Map<String, String> settings)
            throws IOException, SQLException, GeneralSecurityException, InterruptedException {
        HubContender contender = new HubContender(name, EmbeddedPostgres.start(folder.resolve("postgres"), 0));
        try {
            ClusterSettings cluster = ClusterSettings.of(nodes);
            for (int i = 0; i < nodes; i++) {
                Path own = Files.createDirectories(folder.resolve("node-" + i));
                contender.hubs.add(
                        HubProcess.start(own, Children.LEAN, contender.settings(folder, cluster, i, settings)));
            }
            contender.settle(folder, sockets);
            return contender;
        } catch (RuntimeException | IOException | SQLException | GeneralSecurityException | InterruptedException e) {
            contender.close();
            throw e;
        }
    }

    private Map<String, String> settings(Path folder, ClusterSettings cluster, int node, Map<String, String> others) {
        Map<String, String> settings = new HashMap<>(Databases.settings(database.address()));
        settings.put("node.roles", "api, stream");
        settings.put("security.signingKeyFile", folder.resolve("jwt-es256.pem").toString());
        settings.put("security.secretKeyFile", folder.resolve("secret.key").toString());
        settings.put("http.publicUrl", Cluster.ORIGIN); // who issues tokens; one for all nodes
        settings.put("push.keyFile", folder.resolve("push.pem").toString());
        settings.put("pause.enabled", "false");
        settings.put("log.level", "warn");
        settings.putAll(others);
        return cluster.ports().size() > 1 ? cluster.of(node, settings) : settings;
    }

    private void settle(Path folder, int sockets)
            throws IOException, SQLException, GeneralSecurityException, InterruptedException {
        URI base = hubs.getFirst().base();
        Crowd crowd = Crowd.settle(base, folder.resolve("jwt-es256.pem"), database.address(), sockets);
        posts = base.resolve("/api/v1/channels/" + crowd.channel() + "/posts");
        token = crowd.head();
        for (int i = 0; i < hubs.size(); i++) {
            Path file = folder.resolve("hellos-" + i);
            List<String> own = crowd.tokens().subList(sockets * i / hubs.size(), sockets * (i + 1) / hubs.size());
            Files.write(
                    file,
                    own.stream()
                            .map(one -> Json.write(Map.of("type", "hello", "token", one)))
                            .toList());
            hellos.add(file);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Node> nodes() {
        return hubs.stream()
                .map(hub -> new Node(hub.base().getPort(), List.of(hub.pid())))
                .toList();
    }

    @Override
    public String path() {
        return "/api/v1/stream";
    }

    @Override
    public String firstMessages(int node) {
        return hellos.get(node).toString();
    }

    @Override
    public void broadcast(int messages) throws IOException {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            answers.add(http.sendAsync(post(), BodyHandlers.ofString()));
        }
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            try {
                if (answer.join().statusCode() != 201) {
                    throw new IOException(
                            "the hub refused a post: " + answer.join().body());
                }
            } catch (CompletionException e) {
                throw new IOException(e);
            }
        }
    }

    private HttpRequest post() {
        return HttpRequest.newBuilder(posts)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(
                        Map.of("key", UUID.randomUUID().toString(), "body", "Cantine : le menu de jeudi est changé."))))
                .build();
    }

    @Override
    public void collect() throws IOException {
        for (HubProcess hub : hubs) {
            Children.collect(hub.pid());
        }
    }

    @Override
    public void close() {
        try {
            hubs.forEach(HubProcess::close);
        } finally {
            database.close();
        }
    }
}
