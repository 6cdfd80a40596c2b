package fr.preau.hub.stream;

import fr.preau.channels.people.AccountId;
import fr.preau.channels.people.Caller;
import fr.preau.channels.people.PersonId;
import fr.preau.channels.people.Profile;
import fr.preau.channels.people.SessionId;
import fr.preau.channels.problem.Problem;
import fr.preau.config.Settings;
import fr.preau.hub.conversation.Conversation;
import fr.preau.hub.edge.Authenticator;
import fr.preau.hub.edge.Edge;
import fr.preau.hub.edge.HttpVerticle;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.ground.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.sqlclient.Pool;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A node with nothing in it but streams: two event loops, a real server and database, an invented conversation. */
final class House implements AutoCloseable {
    final Vertx vertx;
    final Pool pool;
    final InventedConversation talk;
    final Streams streams;
    final int port;
    private final String streaming;
    private final Map<String, Caller> tokens = new ConcurrentHashMap<>();

    /** @param changes settings that differ from the standard */
    House(Map<String, String> changes) {
        vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(2));
        pool = TestDatabase.fresh(vertx);
        Conversation.registerCodecs(vertx.eventBus());
        talk = new InventedConversation(vertx);
        Map<String, String> values = new LinkedHashMap<>(
                Map.of("node.name", "test", "http.port", "0", "http.allowedOrigins", "http://school.example"));
        values.putAll(changes);
        Settings settings = Settings.of(values);
        Ground ground =
                new Ground(vertx, pool, settings, Clock.systemUTC(), new SecureRandom(), new SimpleMeterRegistry());
        Authenticator authenticator = token -> tokens.containsKey(token)
                ? Future.succeededFuture(tokens.get(token))
                : Future.failedFuture(new Refused(Problem.SIGN_IN_REQUIRED));
        streams = new Streams(ground, authenticator, talk);
        Edge edge = new Edge(ground, authenticator);
        List<HttpVerticle> servers = new CopyOnWriteArrayList<>();
        DeploymentOptions two = new DeploymentOptions().setInstances(2);
        streaming = wait(vertx.deployVerticle(streams.verticle(), two));
        wait(vertx.deployVerticle(
                () -> {
                    HttpVerticle server =
                            new HttpVerticle(settings, v -> edge.router(v, streams.endpoints(), router -> {}));
                    servers.add(server);
                    return server;
                },
                two));
        port = servers.getFirst().port();
    }

    /** Somebody with a session of their own. */
    Caller person(String name) {
        return new Caller(
                new AccountId(UUID.randomUUID()),
                new PersonId(UUID.randomUUID()),
                Profile.TEACHER,
                new SessionId(UUID.randomUUID()),
                name,
                "fr");
    }

    /** A token that is good as long as tokens are. */
    String token(Caller caller) {
        return token(caller, UUID.randomUUID().toString());
    }

    String token(Caller caller, String token) {
        tokens.put(token, caller);
        return token;
    }

    Client client() {
        return Client.connect(vertx, port, null);
    }

    /** A client that has said hello with these cursors and got its welcome. */
    Client client(Caller caller, String hello) {
        Client client = client();
        client.send("{\"type\":\"hello\",\"token\":\"" + token(caller) + "\"" + hello + "}");
        client.await("welcome");
        return client;
    }

    Client client(Caller caller) {
        return client(caller, "");
    }

    /** Sends everybody home. */
    Future<Void> stop() {
        return vertx.undeploy(streaming);
    }

    static <T> T wait(Future<T> future) {
        try {
            return future.await(30, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError("not done in time", e);
        }
    }

    /** So many hellos wait for their turn. */
    void awaitWaiting(int hellos) {
        until(() -> streams.admission().waiting() == hellos, hellos + " waiting hellos");
    }

    static void until(BooleanSupplier condition, String what) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not come: " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    static void awaitFailure(Future<?> future) {
        wait(future.transform(done ->
                done.failed() ? Future.succeededFuture() : Future.failedFuture(new AssertionError("it did not fail"))));
    }

    @Override
    public void close() {
        wait(streams.end());
        wait(pool.close());
        wait(vertx.close());
    }
}
