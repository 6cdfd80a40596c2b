package fr.preau.tests.bench;

import fr.preau.hub.ground.EmbeddedPostgres;
import fr.preau.tests.measure.HubProcess;
import fr.preau.tests.wire.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The hub itself: a post by HTTP, committed, and then on the stream of everybody in the channel. */
final class HubContender implements Contender {
    private final HttpClient http = HttpClient.newHttpClient();
    private final HubProcess hub;
    private final Crowd crowd;
    private final Path hellos;

    private HubContender(HubProcess hub, Crowd crowd, Path hellos) {
        this.hub = hub;
        this.crowd = crowd;
        this.hellos = hellos;
    }

    /**
     * Starts it on an empty folder and fills it with people.
     *
     * @param sockets how many people will come
     */
    static HubContender start(Path folder, int sockets)
            throws IOException, SQLException, GeneralSecurityException, InterruptedException {
        HubProcess hub = HubProcess.start(
                folder,
                // Free heap is given back at each collection, or the resident figure shows what the JVM keeps in
                // reserve.
                List.of("-Xmx1g", "-XX:MinHeapFreeRatio=5", "-XX:MaxHeapFreeRatio=10"),
                Map.of("node.roles", "api, stream", "pause.enabled", "false", "log.level", "warn"));
        try {
            Path data = folder.resolve("data");
            Crowd crowd = Crowd.settle(
                    hub,
                    data,
                    EmbeddedPostgres.running(data.resolve("postgres")).orElseThrow(),
                    sockets);
            Path hellos = folder.resolve("hellos");
            Files.write(
                    hellos,
                    crowd.tokens().stream()
                            .map(token -> Json.write(
                                    Map.of("type", "hello", "token", token, "channels", List.of(crowd.channel()))))
                            .toList());
            return new HubContender(hub, crowd, hellos);
        } catch (RuntimeException | IOException | SQLException | GeneralSecurityException e) {
            hub.stop();
            throw e;
        }
    }

    @Override
    public String name() {
        return "Préau";
    }

    @Override
    public int port() {
        return hub.base().getPort();
    }

    @Override
    public String path() {
        return "/api/v1/stream";
    }

    @Override
    public String firstMessages() {
        return hellos.toString();
    }

    @Override
    public long pid() {
        return hub.pid();
    }

    @Override
    public void broadcast() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(
                        hub.base().resolve("/api/v1/channels/" + crowd.channel() + "/posts"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + crowd.head())
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(
                        Map.of("key", UUID.randomUUID().toString(), "body", "Cantine : le menu de jeudi est changé."))))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 201) {
                throw new IOException("the hub refused a post: " + answer.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void collect() throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(jcmd, Long.toString(hub.pid()), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            process.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        hub.stop();
    }
}
