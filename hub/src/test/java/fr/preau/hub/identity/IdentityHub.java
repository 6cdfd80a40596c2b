package fr.preau.hub.identity;

import fr.preau.channels.identity.ActivationCode;
import fr.preau.channels.identity.Logins;
import fr.preau.config.Settings;
import fr.preau.hub.edge.Edge;
import fr.preau.hub.edge.HttpVerticle;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.ground.MovedClock;
import fr.preau.hub.ground.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The identity part of a hub, over HTTP, on a real database, with a clock that the test moves. */
final class IdentityHub implements AutoCloseable {
    static final String ORIGIN = "https://preau.example.fr";
    static final String PASSWORD = "quatre petits canards verts";

    final MovedClock clock = new MovedClock(Instant.parse("2026-11-02T08:00:00Z"));
    final SecureRandom random = new SecureRandom();
    final Path keyFile;
    final Pool pool;
    final Ground ground;
    private final Logins logins = new Logins(Set.of());
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Identity identity;
    private final int port;

    IdentityHub(Path folder, Map<String, String> changes) {
        keyFile = folder.resolve("keys/jwt-es256.pem");
        pool = TestDatabase.fresh(vertx);
        Map<String, String> values = new LinkedHashMap<>(Map.of(
                "node.dataDir", folder.toString(),
                "http.port", "0",
                "http.publicUrl", ORIGIN,
                "http.trustedProxies", "127.0.0.0/8",
                "limits.loginBurst", "1000"));
        values.putAll(changes);
        Settings settings = Settings.of(values);
        ground = new Ground(vertx, pool, settings, clock, random, new SimpleMeterRegistry());
        identity = Identity.open(ground);
        Edge edge = new Edge(ground, identity.authenticator());
        HttpVerticle server = new HttpVerticle(settings, v -> edge.router(v, identity.endpoints(), router -> {}));
        await(vertx.deployVerticle(server));
        port = server.port();
    }

    /** An account before its first use. */
    record Newcomer(String login, UUID account, UUID person, ActivationCode code) {}

    Newcomer newcomer(String profile, String given, String family) {
        ActivationCode code = ActivationCode.random(random);
        String login = logins.make(given, family);
        UUID person = UUID.randomUUID();
        UUID account = UUID.randomUUID();
        await(pool.preparedQuery("""
                        with p as (insert into person (id, civility, given_name, family_name) values ($1, 'Mme', $2, $3))
                        insert into account (id, person_id, profile, login, activation_hash, activation_until)
                        values ($4, $1, $5, $6, $7, $8)""")
                .execute(Tuple.of(person, given, family, account, profile, login)
                        .addBuffer(Buffer.buffer(code.hash()))
                        .addOffsetDateTime(
                                clock.instant().plus(Duration.ofDays(30)).atOffset(ZoneOffset.UTC))));
        return new Newcomer(login, account, person, code);
    }

    /** An account that has been used, with {@link #PASSWORD}; the session of its first use is given. */
    Device parent() {
        return activated(newcomer("guardian", "Marie", "Dupont"));
    }

    Device activated(Newcomer newcomer) {
        Answer answer =
                post("/api/v1/activations", Map.of("code", newcomer.code().printed(), "password", PASSWORD));
        return new Device(newcomer, answer);
    }

    /** A signed-in device. */
    static final class Device {
        final Newcomer who;
        final String access;
        final String session;
        final String cookie;

        Device(Newcomer who, Answer signed) {
            this.who = who;
            access = signed.json().getString("accessToken");
            session = signed.json().getString("session");
            cookie = signed.cookie();
        }
    }

    /** What came back. */
    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        JsonObject json() {
            return new JsonObject(response.body());
        }

        String code() {
            return json().getString("code");
        }

        String setCookie() {
            return response.headers().firstValue("Set-Cookie").orElse("");
        }

        /** The refresh cookie as a browser sends it back. */
        String cookie() {
            return setCookie().replaceAll(";.*", "");
        }
    }

    Answer signIn(String login, String password, String... headers) {
        return post("/api/v1/sessions", Map.of("login", login, "password", password), headers);
    }

    Answer refresh(String cookie, String... headers) {
        String[] all = {"Cookie", cookie, "Origin", ORIGIN};
        return send("POST", "/api/v1/sessions/refresh", "", concat(all, headers));
    }

    Answer me(String token) {
        return send("GET", "/api/v1/me", "", "Authorization", "Bearer " + token);
    }

    Answer post(String path, Map<String, Object> body, String... headers) {
        String[] all = {"Content-Type", "application/json"};
        return send("POST", path, new JsonObject(body).encode(), concat(all, headers));
    }

    Answer send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .timeout(Duration.ofSeconds(30));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Answer(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The results of so many calls that begin at the same moment. */
    static <T> List<T> atOnce(int calls, IntFunction<T> call) {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<java.util.concurrent.Future<T>> running = IntStream.range(0, calls)
                    .mapToObj(i -> threads.submit(() -> {
                        start.await();
                        return call.apply(i);
                    }))
                    .toList();
            start.countDown();
            threads.shutdown();
            threads.awaitTermination(30, TimeUnit.SECONDS);
            return running.stream().map(java.util.concurrent.Future::resultNow).toList();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    long count(String sql) {
        return await(pool.query(sql).execute()).iterator().next().getLong(0);
    }

    static <T> T await(Future<T> future) {
        try {
            return future.await(30, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static String[] concat(String[] one, String[] other) {
        String[] all = java.util.Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }

    @Override
    public void close() {
        identity.close();
        http.close();
        await(pool.close());
        await(vertx.close());
    }
}
