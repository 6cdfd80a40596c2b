package fr.preau.hub.edge;

import fr.preau.channels.problem.Problem;
import fr.preau.hub.ground.Availability;
import fr.preau.hub.ground.Ground;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.LinkedHashMap;
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
    private static final int PATIENCE_SECONDS = 2;
    private static final String UP = "up";

    private final Ground ground;
    private final List<ReadyCheck> checks;

    /** @param checks what must be well for this node to be ready */
    public RunningRoutes(Ground ground, List<ReadyCheck> checks) {
        this.ground = ground;
        this.checks = List.copyOf(checks);
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
        return Future.succeededFuture(Reply.ok(new Health(UP, Map.of())));
    }

    private Future<Reply> ready() {
        List<Future<String>> looks = checks.stream().map(RunningRoutes::look).toList();
        return Future.all(looks).map(all -> {
            Map<String, String> states = new LinkedHashMap<>();
            for (int i = 0; i < looks.size(); i++) {
                states.put(checks.get(i).name(), looks.get(i).result());
            }
            boolean well = states.values().stream().allMatch(UP::equals);
            return well ? Reply.ok(new Health(upAs(), states)) : Reply.json(503, new Health("down", states));
        });
    }

    /** Without a primary every node is in the same case, so each stays ready for those who read. */
    private String upAs() {
        return ground.database().get() == Availability.READ_ONLY ? "read-only" : UP;
    }

    private static Future<String> look(ReadyCheck check) {
        return check.fault()
                .get()
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .map(fault -> fault.orElse(UP))
                .otherwise("does not answer");
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
