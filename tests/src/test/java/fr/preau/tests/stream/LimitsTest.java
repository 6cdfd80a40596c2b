package fr.preau.tests.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import fr.preau.tests.fixture.HubUnderTest;
import fr.preau.tests.fixture.SharedHub;
import fr.preau.tests.wire.Member;
import fr.preau.tests.wire.Stream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where the hub closes a stream: only here, each time with its code from GUARANTEES.md. */
@ExtendWith(SharedHub.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsTest {
    private static final Duration SOON = Duration.ofSeconds(8);

    private final HubUnderTest narrow;
    private final Member member;
    private final UUID staffRoom;

    LimitsTest(HubUnderTest hub) {
        this.narrow = hub.another(Map.of(
                "limits.helloSeconds", "1",
                "limits.messagesPerMinute", "20",
                "limits.socketsPerPerson", "3"));
        this.member = narrow.signIn(hub.world().headCurie);
        this.staffRoom =
                hub.channel("staff_room", place -> hub.world().curie.id().equals(place.school()));
    }

    @AfterAll
    void stop() {
        narrow.close();
    }

    @Test
    void who_says_nothing_is_closed_with_4008() {
        try (Stream stream = Stream.connect(member.api())) {
            assertEquals(4008, stream.awaitClose(SOON).code());
        }
    }

    @Test
    void who_begins_with_anything_but_hello_is_closed_with_4010() {
        try (Stream stream = Stream.connect(member.api())) {
            stream.post(staffRoom, Member.newKey(), "Sans bonjour");

            assertEquals("hello_expected", stream.await("problem").path("code").asText());
            assertEquals(4010, stream.awaitClose(SOON).code());
        }
    }

    @Test
    void a_token_that_is_none_is_closed_with_4001() {
        try (Stream stream = Stream.connect(member.api())) {
            stream.send(Map.of("type", "hello", "token", "eyJhbGciOiJub25lIn0.e30."));

            assertEquals(
                    "sign_in_required", stream.await("problem").path("code").asText());
            assertEquals(4001, stream.awaitClose(SOON).code());
        }
    }

    @Test
    void the_message_too_many_is_closed_with_4029() {
        try (Stream stream = member.stream()) {
            for (int i = 0; i < 40 && stream.isOpen(); i++) {
                sendQuietly(stream, Map.of("type", "typing", "channel", staffRoom));
            }

            assertEquals(4029, stream.awaitClose(SOON).code());
        }
    }

    @Test
    void one_socket_too_many_of_a_person_is_closed_with_4009_and_the_others_stay() {
        List<Stream> streams = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                streams.add(member.stream());
            }
            try (Stream tooMany = Stream.connect(member.api())) {
                tooMany.send(Map.of("type", "hello", "token", member.api().token()));

                assertEquals(4009, tooMany.awaitClose(SOON).code());
            }
            streams.forEach(stream -> assertTrue(stream.isOpen()));
        } finally {
            streams.forEach(Stream::close);
        }
    }

    @Test
    void a_message_that_is_too_large_is_closed_with_1009() {
        try (Stream stream = member.stream()) {
            sendQuietly(stream, "{\"type\":\"typing\",\"channel\":\"" + "x".repeat(40_000) + "\"}");

            assertEquals(1009, stream.awaitClose(SOON).code());
        }
    }

    @Test
    void a_page_of_another_site_does_not_get_in() {
        for (String origin :
                List.of("http://evil.example", "http://preau.test.evil.example", "null", "https://preau.test")) {
            Stream.Refused refused = assertThrows(Stream.Refused.class, () -> Stream.connect(member.api(), origin));

            assertEquals(403, refused.status(), origin);
        }
    }

    @Test
    void a_node_that_stops_says_come_back() {
        HubUnderTest stopping = narrow.another(Map.of());
        Member there = stopping.signIn(narrow.world().headCurie);
        try (Stream stream = there.stream()) {
            stopping.close();

            assertEquals(1001, stream.awaitClose(SOON).code());
        }
    }

    private static void sendQuietly(Stream stream, Object frame) {
        try {
            stream.send(frame);
        } catch (RuntimeException closedMeanwhile) {
            assertTrue(!stream.isOpen() || closedMeanwhile.getCause() != null, closedMeanwhile.toString());
        }
    }

    @Test
    void a_bad_frame_is_answered_and_the_connection_stays() {
        try (Stream stream = member.stream()) {
            stream.mark();
            stream.send("{\"type\":\"dance\"}");

            JsonNode problem = stream.await("problem");

            assertEquals("unknown_type", problem.path("code").asText());
            stream.roundTrip();
        }
    }
}
