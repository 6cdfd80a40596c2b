package fr.preau.bridge.push.web;

import fr.preau.bridge.push.PushDevice;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

/** A push service in Node that decrypts what it gets, by somebody else's code: npm {@code web-push-testing}. */
final class DecryptingService implements AutoCloseable {
    private final Process node;
    private final HttpClient http = HttpClient.newHttpClient();
    final URI base;

    /** A browser at that service. */
    record Browser(PushDevice.Browser device, String hash) {}

    DecryptingService() throws IOException {
        int port = freePort();
        base = URI.create("http://localhost:" + port);
        node = new ProcessBuilder("node", "service.mjs", Integer.toString(port))
                .directory(Path.of("src/test/push").toFile())
                .redirectErrorStream(true)
                .start();
        var said = new BufferedReader(new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8));
        String line = said.readLine();
        if (line == null || !line.contains("running")) {
            throw new IOException("the push service does not start: " + line);
        }
        Thread.ofVirtual().start(() -> said.lines().forEach(ignored -> {}));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    Browser subscribe(String key) throws IOException, InterruptedException {
        var data = post(
                        "/subscribe",
                        new JsonObject().put("userVisibleOnly", "true").put("applicationServerKey", key))
                .getJsonObject("data");
        var keys = data.getJsonObject("keys");
        return new Browser(
                new PushDevice.Browser(
                        data.getString("endpoint"), bytes(keys.getString("p256dh")), bytes(keys.getString("auth"))),
                data.getString("clientHash"));
    }

    void expire(Browser browser) throws IOException, InterruptedException {
        http.send(
                HttpRequest.newBuilder(base.resolve("/expire-subscription/" + browser.hash()))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.discarding());
    }

    JsonArray messages(Browser browser) throws IOException, InterruptedException {
        return post("/get-notifications", new JsonObject().put("clientHash", browser.hash()))
                .getJsonObject("data")
                .getJsonArray("messages");
    }

    private JsonObject post(String path, JsonObject body) throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(base.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return new JsonObject(answer.body());
    }

    private static byte[] bytes(String base64) {
        return Base64.getUrlDecoder().decode(base64);
    }

    @Override
    public void close() throws IOException {
        node.getOutputStream().close();
        node.destroy();
        http.close();
    }
}
