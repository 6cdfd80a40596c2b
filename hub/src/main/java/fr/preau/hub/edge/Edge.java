package fr.preau.hub.edge;

import fr.preau.channels.problem.Problem;
import fr.preau.channels.problem.Refusal;
import fr.preau.hub.ground.Availability;
import fr.preau.hub.ground.Ground;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns endpoints into a router. Every answer carries the security headers and the request's id; whatever goes wrong
 * leaves as a problem without a stack trace. Deny by default: an address that is no endpoint is not found.
 */
public final class Edge {
    private static final Logger LOG = LoggerFactory.getLogger(Edge.class);
    private static final String REQUEST_ID = "request-id";

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
                    "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(self)");

    private final Ground ground;
    private final Authenticator authenticator;
    private final ClientAddress addresses;
    private final Origins origins;
    private final boolean secure;

    public Edge(Ground ground, Authenticator authenticator) {
        this.ground = ground;
        this.authenticator = authenticator;
        this.addresses = new ClientAddress(ground.settings().http().trustedProxies());
        this.origins = new Origins(ground.settings().http());
        this.secure = "https".equals(ground.settings().http().publicUrl().getScheme());
    }

    /**
     * A router of these endpoints, for one event loop.
     *
     * @param last mounts what answers everything else, the browser client
     */
    public Router router(Vertx vertx, List<Endpoint> endpoints, Consumer<Router> last) {
        Router router = Router.router(vertx);
        router.route().handler(this::begin);
        for (Endpoint endpoint : endpoints) {
            var route = router.route(endpoint.method(), pattern(endpoint));
            if (endpoint.method() != HttpMethod.GET) {
                route.handler(BodyHandler.create(false)
                        .setBodyLimit(ground.settings().limits().bodyBytes()));
            }
            route.handler(context -> serve(endpoint, context));
        }
        refuseOtherMethods(router, endpoints);
        last.accept(router);
        router.route().failureHandler(context -> fail(context, context.failure(), context.statusCode()));
        for (int status : new int[] {400, 404, 405, 406, 413, 415, 500}) {
            router.errorHandler(status, context -> fail(context, context.failure(), status));
        }
        return router;
    }

    /** An address that exists says so, and by which methods. */
    private void refuseOtherMethods(Router router, List<Endpoint> endpoints) {
        Map<String, List<String>> methods = new LinkedHashMap<>();
        for (Endpoint endpoint : endpoints) {
            methods.computeIfAbsent(pattern(endpoint), path -> new ArrayList<>())
                    .add(endpoint.method().name());
        }
        methods.forEach((path, allowed) -> router.route(path).handler(context -> {
            context.response().putHeader("Allow", String.join(", ", allowed));
            problem(context, Refusal.of(Problem.METHOD_NOT_ALLOWED));
        }));
    }

    private static String pattern(Endpoint endpoint) {
        return endpoint.path().replaceAll("\\{(\\w+)}", ":$1");
    }

    private void begin(RoutingContext context) {
        byte[] id = new byte[8];
        ground.random().nextBytes(id);
        String requestId = HexFormat.of().formatHex(id);
        context.put(REQUEST_ID, requestId);
        HttpServerResponse response = context.response();
        HEADERS.forEach(response::putHeader);
        response.putHeader("X-Request-Id", requestId);
        if (ground.database().get() == Availability.READ_ONLY) {
            response.putHeader("Preau-Read-Only", "true");
        }
        if (secure) {
            response.putHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
        HttpMethod method = context.request().method();
        boolean changes = method != HttpMethod.GET && method != HttpMethod.HEAD;
        String origin = context.request().getHeader("Origin");
        if (changes && origin != null && !origins.allowed(origin)) {
            problem(context, Refusal.of(Problem.ORIGIN_REFUSED));
        } else {
            context.next();
        }
    }

    private void serve(Endpoint endpoint, RoutingContext context) {
        Timer.Sample sample = Timer.start(ground.meters());
        context.addEndHandler(done -> {
            int status = context.response().getStatusCode();
            long nanos = sample.stop(Timer.builder("preau.http")
                    .tag("operation", endpoint.operation())
                    .tag("status", Integer.toString(status))
                    .register(ground.meters()));
            LOG.debug(
                    "{} {} in {} ms, request {}",
                    endpoint.operation(),
                    status,
                    TimeUnit.NANOSECONDS.toMillis(nanos),
                    requestId(context));
        });
        Future<Reply> reply;
        try {
            reply = endpoint.entry() == Endpoint.Entry.OPEN
                    ? endpoint.handler().handle(new Exchange(context, requestId(context), null, addressOf(context)))
                    : signed(endpoint, context);
        } catch (RuntimeException e) {
            fail(context, e, 500);
            return;
        }
        reply.onSuccess(answer -> send(context, answer)).onFailure(e -> fail(context, e, 500));
    }

    private Future<Reply> signed(Endpoint endpoint, RoutingContext context) {
        String header = context.request().getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw new Refused(Problem.SIGN_IN_REQUIRED);
        }
        return authenticator
                .authenticate(header.substring(7).strip())
                .compose(caller -> endpoint.handler()
                        .handle(new Exchange(context, requestId(context), caller, addressOf(context))));
    }

    private void send(RoutingContext context, Reply reply) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.headWritten()) {
            return; // a stream took the connection over, or the client left
        }
        response.setStatusCode(reply.status());
        if (reply.type().startsWith("text/html")) {
            // Under no-referrer browsers send a form with "Origin: null", which is refused. Other sites still learn
            // nothing.
            response.putHeader("Referrer-Policy", "same-origin");
        }
        reply.headers().forEach(response::putHeader);
        if (!response.headers().contains("Cache-Control")) {
            response.putHeader("Cache-Control", "no-store");
        }
        if (reply.body() == null) {
            response.end();
        } else {
            response.putHeader("Content-Type", reply.type()).end(reply.body());
        }
    }

    private void fail(RoutingContext context, @Nullable Throwable failure, int status) {
        problem(context, Failures.refusal(failure, status, requestId(context)));
    }

    private void problem(RoutingContext context, Refusal refusal) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        String language = context.request().getHeader("Accept-Language");
        ProblemBody body = ProblemBody.of(refusal, requestId(context), language);
        response.setStatusCode(body.status())
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Cache-Control", "no-store");
        if (refusal.retryAfterSeconds() > 0) {
            response.putHeader("Retry-After", Integer.toString(refusal.retryAfterSeconds()));
        }
        response.end(Wire.write(body));
    }

    private String addressOf(RoutingContext context) {
        return addresses.of(context.request());
    }

    private static String requestId(RoutingContext context) {
        String id = context.get(REQUEST_ID);
        return id == null ? "none" : id;
    }
}
