package fr.preau.hub.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.people.Caller;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Server-Sent Events: the same, by other means. */
class EventsTest {
    private static House house;

    @BeforeAll
    static void open() {
        house = new House(Map.of("limits.pingSeconds", "1"));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private final Caller ana = house.person("Mme Ana");

    @Test
    void theSameEventsComeAndTheIdBringsOneBack() {
        ChannelId channel = house.talk.channel(ana);
        ChannelId quiet = house.talk.channel(ana);
        house.talk.post(quiet, "d'avant", ana);
        house.talk.post(channel, "un", ana);
        String id;
        try (RawClient reader = events("?cursors=" + channel + ":0", "")) {
            assertTrue(content(reader).matches("retry: \\d+"));
            assertTrue(field(reader, "id").contains(quiet + ":1"));
            assertEquals("welcome", data(reader).getString("type"));
            assertTrue(field(reader, "id").contains(channel + ":1"));
            assertEquals("un", data(reader).getString("text"));
            assertEquals("end", data(reader).getString("type"));
            house.talk.post(channel, "deux", ana);
            id = field(reader, "id");
            assertEquals("deux", data(reader).getString("text"));
        }
        house.talk.post(channel, "trois", ana);
        house.talk.post(quiet, "oublie", ana);

        try (RawClient reader = events("?cursors=" + channel + ":0", "Last-Event-ID: " + id + "\r\n")) {
            assertEquals("welcome", data(reader).getString("type"));
            assertEquals("trois", data(reader).getString("text"));
            assertEquals("end", data(reader).getString("type"));
            assertEquals("oublie", data(reader).getString("text"));
            assertEquals("end", data(reader).getString("type"));
        }
    }

    @Test
    void aHeartbeatKeepsTheWayOpen() {
        house.talk.channel(ana);
        try (RawClient reader = events("", "")) {
            assertEquals("welcome", data(reader).getString("type"));
            assertEquals(":", content(reader));
        }
    }

    @Test
    void wrongCursorsAreRefusedBeforeAnythingIsSent() {
        for (String cursors : new String[] {"x", "x:1", "00000000-0000-0000-0000-000000000000:-1"}) {
            try (RawClient reader = RawClient.connect(house.port, 0)) {
                reader.write(request("?cursors=" + cursors, "", house.token(ana)));
                assertTrue(reader.head().startsWith("HTTP/1.1 400"));
            }
        }
        try (RawClient reader = RawClient.connect(house.port, 0)) {
            reader.write(request("", "", "wrong"));
            assertTrue(reader.head().startsWith("HTTP/1.1 401"));
        }
        try (RawClient reader = RawClient.connect(house.port, 0)) {
            reader.write(request("", "Origin: https://evil.example\r\n", house.token(ana)));
            assertTrue(reader.head().startsWith("HTTP/1.1 403"));
        }
    }

    private RawClient events(String query, String headers) {
        RawClient reader = RawClient.connect(house.port, 0);
        reader.write(request(query, headers, house.token(ana)));
        String head = reader.head();
        assertTrue(head.startsWith("HTTP/1.1 200"), head);
        assertTrue(head.contains("text/event-stream"), head);
        return reader;
    }

    private static byte[] request(String query, String headers, String token) {
        return ("GET /api/v1/events" + query + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n"
                        + headers + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static JsonObject data(RawClient reader) {
        return new JsonObject(field(reader, "data"));
    }

    private static String field(RawClient reader, String name) {
        while (true) {
            String line = content(reader);
            if (line.startsWith(name + ": ")) {
                return line.substring(name.length() + 2);
            }
        }
    }

    /** The next line that is not one of the transfer's own and not empty. */
    private static String content(RawClient reader) {
        while (true) {
            String line = reader.line();
            if (!line.isEmpty() && !line.matches("[0-9a-f]{1,6}")) {
                return line;
            }
        }
    }
}
