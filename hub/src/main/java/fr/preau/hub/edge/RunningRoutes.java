package fr.preau.hub.edge;

import fr.preau.channels.problem.Problem;
import fr.preau.hub.ground.Ground;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** What keeps the hub running and understood: health, metrics, and the two documents of its interface. */
public final class RunningRoutes {
    /** The answer of the health endpoints. */
    public record Health(String status, Map<String, String> checks) {}

    private static final Buffer OPENAPI = read("/api/openapi.yaml");
    private static final Buffer ASYNCAPI = read("/api/asyncapi.yaml");
    private final Ground ground;

    public RunningRoutes(Ground ground) {
        this.ground = ground;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.open("live", HttpMethod.GET, "/health/live", x -> live()),
                Endpoint.open("ready", HttpMethod.GET, "/health/ready", x -> ready()),
                Endpoint.open("metrics", HttpMethod.GET, "/metrics", this::metrics),
                Endpoint.open("openapi", HttpMethod.GET, "/api/v1/openapi.yaml", x -> document(OPENAPI)),
                Endpoint.open("asyncapi", HttpMethod.GET, "/api/v1/asyncapi.yaml", x -> document(ASYNCAPI)));
    }

    private static Future<Reply> live() {
        return Future.succeededFuture(Reply.ok(new Health("up", Map.of())));
    }

    /** Ready means: a query comes back within 2 seconds. */
    private Future<Reply> ready() {
        return ground.pool()
                .query("select 1")
                .execute()
                .timeout(2, TimeUnit.SECONDS)
                .map(rows -> Reply.ok(new Health("up", Map.of("database", "up"))))
                .otherwise(e -> Reply.json(503, new Health("down", Map.of("database", "does not answer"))));
    }

    /** Metrics may tell how a town lives, so they stay on the machine: loopback only, and nothing a proxy passed on. */
    private Future<Reply> metrics(Exchange x) {
        String remote = x.request().remoteAddress().hostAddress();
        boolean local = remote != null && InetAddress.ofLiteral(remote).isLoopbackAddress();
        if (!local || x.header("X-Forwarded-For") != null || x.header("Forwarded") != null) {
            throw new Refused(Problem.NOT_FOUND);
        }
        String text = ground.meters() instanceof PrometheusMeterRegistry prometheus ? prometheus.scrape() : "";
        return Future.succeededFuture(Reply.text("text/plain; version=0.0.4; charset=utf-8", Buffer.buffer(text)));
    }

    private static Future<Reply> document(Buffer text) {
        return Future.succeededFuture(Reply.text("application/yaml; charset=utf-8", text));
    }

    private static Buffer read(String resource) {
        try (InputStream in = Objects.requireNonNull(RunningRoutes.class.getResourceAsStream(resource), resource)) {
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
