package fr.preau.tests.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import fr.preau.tests.fixture.HubUnderTest;
import fr.preau.tests.fixture.Until;
import fr.preau.tests.measure.ClusterSettings;
import fr.preau.tests.wire.Answer;
import fr.preau.tests.wire.Member;
import fr.preau.tests.wire.Stream;
import fr.preau.tests.wire.Views.Post;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes, each with one role. */
class ClusterTest {
    private static final ClusterSettings CLUSTER = ClusterSettings.of(4);
    private static final List<String> MESSAGES = new CopyOnWriteArrayList<>();

    private static HttpServer provider;
    private static HubUnderTest api;
    private static HubUnderTest stream;
    private static HubUnderTest delivery;
    private static UUID staffRoom;

    @BeforeAll
    static void start() throws IOException {
        provider = provider();
        api = HubUnderTest.alone(CLUSTER.of(0, settings("api")));
        stream = api.another(CLUSTER.of(1, settings("stream")));
        delivery = api.another(CLUSTER.of(2, settings("delivery")));
        staffRoom = api.channel("staff_room", place -> api.world().verne.id().equals(place.school()));
    }

    @AfterAll
    static void stop() {
        delivery.close();
        stream.close();
        api.close();
        provider.stop(0);
    }

    @Test
    void what_is_written_on_one_node_is_seen_at_once_on_another() {
        // given
        Member head = api.as(api.world().headVerne);
        try (Stream reader = streamOf(api.as(api.world().teacherVerneCp))) {
            // when
            Post post = head.write(staffRoom, "Bonjour à tous").is(201).as(Post.class);
            // then
            JsonNode event = reader.await("event", frame -> of(frame, post));
            assertEquals("Bonjour à tous", event.path("post").path("body").asText());
        }
    }

    @Test
    void reading_on_one_node_moves_the_cursor_of_the_same_person_on_another() {
        // given
        Member teacher = api.as(api.world().teacherVerneCp);
        long seq = teacher.write(staffRoom, "Lu").is(201).as(Post.class).seq();
        try (Stream device = streamOf(teacher)) {
            // when
            teacher.read(staffRoom, seq).is(200);
            // then
            device.await("cursor", frame -> frame.path("channel").asText().equals(staffRoom.toString()));
        }
    }

    @Test
    void a_node_that_only_delivers_sends_what_another_one_took() {
        // given
        UUID families =
                api.channel("class_families", place -> api.world().verneCp.id().equals(place.schoolClass()));
        Member teacher = api.as(api.world().teacherVerneCp);
        // when
        teacher.write(families, Map.of("title", "Piscine", "body", "Demain, maillot.", "urgency", "urgent"))
                .is(201);
        // then
        Until.holds(Duration.ofSeconds(20), () -> MESSAGES.stream().anyMatch(message -> message.contains("Piscine")));
    }

    @Test
    void a_second_node_of_the_same_name_and_one_with_another_key_are_told_why_they_cannot_join(@TempDir Path folder) {
        Map<String, String> sameName = new HashMap<>(CLUSTER.of(3, settings("api")));
        sameName.put("node.name", "node-0");
        Map<String, String> otherKey = new HashMap<>(CLUSTER.of(3, settings("api")));
        otherKey.put("security.signingKeyFile", folder.resolve("own.pem").toString());

        var named = assertThrows(RuntimeException.class, () -> api.another(sameName));
        var keyed = assertThrows(RuntimeException.class, () -> api.another(otherKey));

        assertTrue(named.getMessage().contains("a node named node-0 already"), named.getMessage());
        assertTrue(keyed.getMessage().contains("security.signingKeyFile"), keyed.getMessage());
        assertEquals(200, ready(api).status());
    }

    @Test
    void a_node_that_does_not_reach_the_others_takes_no_clients_until_it_does() {
        // given
        try (Stream open = streamOf(api.as(api.world().teacherVerneCp))) {
            // when: the database hears of nodes that this network does not
            for (int i = 0; i < 4; i++) {
                api.sql(
                        "insert into node (name, bus, started_at, seen_at, address, roles, keys) values"
                                + " (?, ?, now(), now() + interval '1 hour', 'elsewhere', '{api}', '{}')",
                        "far-" + i,
                        UUID.randomUUID());
            }
            // then
            Until.holds(Duration.ofSeconds(30), () -> ready(stream).status() == 503);
            assertTrue(
                    ready(stream).text().contains("cut off from far-0"),
                    ready(stream).text());
            assertEquals(1001, open.awaitClose(Duration.ofSeconds(10)).code());
        } finally {
            api.sql("delete from node where name like 'far-%'");
        }
        Until.holds(Duration.ofSeconds(10), () -> ready(stream).status() == 200);
    }

    private static Stream streamOf(Member member) {
        return Stream.open(stream.anonymous().with(member.api().token()));
    }

    private static boolean of(JsonNode frame, Post post) {
        return frame.path("post").path("id").asText().equals(post.id().toString());
    }

    private static Answer ready(HubUnderTest node) {
        return node.anonymous().get("/health/ready");
    }

    private static Map<String, String> settings(String role) {
        return Map.of(
                "node.roles",
                role,
                "sms.provider",
                "twilio",
                "sms.accountSid",
                "AC" + "0".repeat(32),
                "sms.authToken",
                "token",
                "sms.from",
                "PREAU",
                "sms.baseUrl",
                "http://127.0.0.1:" + provider.getAddress().getPort());
    }

    /** Takes every message. */
    private static HttpServer provider() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            MESSAGES.add(URLDecoder.decode(form, StandardCharsets.UTF_8));
            byte[] answer = "{\"sid\":\"SM%032d\",\"status\":\"queued\"}"
                    .formatted(MESSAGES.size())
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(201, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }
}
