package fr.preau.tests.provider;

import fr.preau.tests.bench.Children;
import fr.preau.tests.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The {@link FakeProvider} as whoever started it sees it. */
public final class ProviderProcess implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI base;

    private ProviderProcess(Process process, int port) {
        this.process = process;
        this.base = URI.create("http://127.0.0.1:" + port);
    }

    /**
     * What it counted.
     *
     * @param requests everything that came
     * @param mostInASecond the most requests in any second, wherever it begins
     * @param perSecond requests a second from the first to the last
     * @param accepted messages that it took
     * @param reportsWaiting reports that nobody has taken yet
     * @param longestPauseMillis how long its own event loop stood still at most: so much its moments may be late
     */
    public record Stats(
            int requests,
            int mostInASecond,
            long perSecond,
            int accepted,
            int reportsWaiting,
            long longestPauseMillis) {}

    /** Starts it; {@code habits} as {@code silent=10}. */
    public static ProviderProcess start(List<String> habits) throws IOException {
        var process = new ProcessBuilder(
                        Children.java(FakeProvider.class, List.of("-Xmx256m", "-XX:+UseSerialGC"), habits))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line = process.inputReader().readLine();
        if (line == null || !line.startsWith("READY ")) {
            process.destroyForcibly();
            throw new IllegalStateException("the provider said: " + line);
        }
        return new ProviderProcess(process, Integer.parseInt(line.substring(6)));
    }

    public URI base() {
        return base;
    }

    public long pid() {
        return process.pid();
    }

    public Stats stats() {
        return Json.as(Json.read(get("/stats")), Stats.class);
    }

    /** How often each delivery was taken. */
    public Map<Long, Integer> accepted() {
        Map<Long, Integer> byDelivery = new HashMap<>();
        Json.read(get("/accepted"))
                .properties()
                .forEach(entry -> byDelivery.put(
                        Long.valueOf(entry.getKey()), entry.getValue().intValue()));
        return byDelivery;
    }

    private String get(String path) {
        try {
            return http.send(HttpRequest.newBuilder(base.resolve(path)).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new IllegalStateException("the provider does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
