package fr.preau.hub.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.channels.problem.Problem;
import fr.preau.config.Settings;
import fr.preau.hub.edge.Edge;
import fr.preau.hub.edge.HttpVerticle;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.ground.FreePort;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.ground.TestDatabase;
import fr.preau.hub.outbox.OutboxVerticle;
import fr.preau.hub.push.Push;
import fr.preau.hub.reach.Reach;
import fr.preau.hub.reach.ReachTown;
import fr.preau.hub.reach.Wait;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Outbox, planner, sender, adapter, the sandbox's push service and its devices, all over real HTTP and on a real database. */
@Timeout(60)
class SandboxPushTest {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Clock clock = Clock.systemUTC();

    @TempDir
    Path folder;

    private Ground ground;
    private ReachTown town;
    private String base;

    @BeforeEach
    void open() throws Exception {
        int port = FreePort.find();
        base = "http://127.0.0.1:" + port;
        var settings = Settings.of(Map.of(
                "node.name", "test",
                "node.dataDir", folder.toString(),
                "http.port", Integer.toString(port),
                "pause.enabled", "false",
                "sandbox.enabled", "true",
                "push.provider", "sandbox",
                "limits.providerSeconds", "1"));
        ground =
                new Ground(vertx, TestDatabase.fresh(vertx), settings, clock, new Random(1), new SimpleMeterRegistry());
        town = new ReachTown(ground.pool());
        var sandbox = Sandbox.open(ground).orElseThrow();
        var push = Push.open(ground, Optional.of(sandbox.address().hub()));
        var reach = Reach.open(ground, push.carriers());
        var edge = new Edge(ground, token -> Future.failedFuture(new Refused(Problem.SIGN_IN_REQUIRED)));
        var endpoints = new ArrayList<>(sandbox.endpoints());
        ReachTown.await(vertx.deployVerticle(new HttpVerticle(settings, v -> edge.router(v, endpoints, last -> {}))));
        reach.senders().forEach(sender -> ReachTown.await(vertx.deployVerticle(sender)));
        ReachTown.await(vertx.deployVerticle(new OutboxVerticle(ground, reach.follower())));
        town.guardian(null, "fr", true);
        post("/sandbox/devices", "{\"parents\":5}", 201);
    }

    @AfterEach
    void close() {
        for (var deployment : vertx.deploymentIDs()) {
            ReachTown.await(vertx.undeploy(deployment));
        }
        ReachTown.await(ground.pool().close());
        ReachTown.await(vertx.close());
        http.close();
    }

    @Test
    void a_parent_with_a_device_is_woken_up_and_the_device_decrypts_an_id_and_a_category() throws Exception {
        var bulletin = announce();

        waitFor("submitted=1");
        var notice = devices().getJsonObject(0).getJsonArray("notices").getJsonObject(0);
        assertEquals(bulletin, notice.getString("post"));
        assertEquals("town_bulletin", notice.getString("category"));
        assertEquals("high", notice.getString("urgency"));
        assertEquals("Cantine fermée", notice.getString("title"), "what the device would fetch");
        Wait.until(
                () -> {
                    announceQuietly();
                    return town.number("select count(*) from push_subscription where last_ok_at is not null") == 1;
                },
                () -> "the device is noted as reached");
    }

    @Test
    void the_key_that_browsers_subscribe_with_is_made_once_and_is_its_owners_alone() throws Exception {
        var key = folder.resolve("keys/vapid-es256.pem");

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
    }

    @ParameterizedTest
    @CsvSource({"ended, 410", "gone, 410"})
    void a_subscription_that_ended_is_removed(String how, int code) throws Exception {
        if (how.equals("gone")) {
            var id = devices().getJsonObject(0).getString("id");
            assertEquals(204, send("DELETE", "/sandbox/devices/" + id, null).statusCode());
        } else {
            post("/sandbox/faults", "{\"route\":\"push\",\"fault\":\"ended\"}", 204);
        }

        announce();

        waitFor("failed=1");
        assertEquals(code, town.number("select code from delivery"));
        assertEquals(0, town.number("select count(*) from push_device"));
        assertEquals(0, devices().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"busy", "unavailable", "broken", "silent"})
    void a_push_service_that_fails_is_asked_again_and_costs_nobody_their_subscription(String fault) throws Exception {
        post("/sandbox/faults", "{\"route\":\"push\",\"fault\":\"" + fault + "\"}", 204);

        announce();

        waitFor("submitted=1");
        assertEquals(2, town.number("select count(*) from delivery_attempt"));
        assertEquals(1, town.number("select count(*) from push_device"));
        assertEquals(
                1,
                devices().getJsonObject(0).getJsonArray("notices").size(),
                "the second takes the place of the first");
    }

    @Test
    void a_key_that_is_refused_fails_this_one_and_keeps_the_subscription() throws Exception {
        post("/sandbox/faults", "{\"route\":\"push\",\"fault\":\"key_refused\"}", 204);

        announce();

        waitFor("failed=1");
        assertEquals(1, town.number("select count(*) from push_device"));
    }

    @Test
    void what_is_no_push_is_refused_by_the_push_service() throws Exception {
        var id = devices().getJsonObject(0).getString("id");

        assertEquals(400, send("POST", "/sandbox/push/service/" + id, "x").statusCode());
        assertEquals(410, send("POST", "/sandbox/push/service/none", "x").statusCode());
    }

    @Test
    void devices_are_given_to_people_who_exist() throws Exception {
        post("/sandbox/devices", "{\"login\":\"officer\"}", 201);
        post("/sandbox/devices", "{\"login\":\"nobody\"}", 404);
        post("/sandbox/devices", "{}", 400);
        post("/sandbox/devices", "{\"parents\":0}", 400);
        post("/sandbox/devices", "{\"parents\":501}", 400);

        assertEquals(2, devices().size());
        assertFalse(
                new JsonObject(send("GET", "/sandbox/devices?q=nobody", null).body())
                        .getJsonArray("devices")
                        .iterator()
                        .hasNext());
        assertTrue(send("GET", "/sandbox/devices?q=officer", null).body().contains("Agent Mairie"));
    }

    private String announce() {
        return town.post("town_bulletin", "urgent", "Cantine fermée", "Demain.", clock.instant())
                .toString();
    }

    private void announceQuietly() {
        if (town.number("select count(*) from outbox where done_at is null and cause = 'posted'") == 0) {
            announce();
        }
    }

    private void waitFor(String states) {
        Wait.until(() -> town.states().equals(states), () -> "expected " + states + " but was " + town.states());
    }

    private JsonArray devices() throws Exception {
        return new JsonObject(send("GET", "/sandbox/devices", null).body()).getJsonArray("devices");
    }

    private void post(String path, String body, int status) throws Exception {
        var answer = send("POST", path, body);
        assertEquals(status, answer.statusCode(), answer.body());
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
