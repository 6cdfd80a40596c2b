package fr.preau.tests.badinput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import fr.preau.tests.fixture.HubUnderTest;
import fr.preau.tests.fixture.SharedHub;
import fr.preau.tests.wire.Json;
import fr.preau.tests.wire.Member;
import fr.preau.tests.wire.RawStream;
import fr.preau.tests.wire.Stream;
import fr.preau.tests.world.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A wrong frame is answered with a problem, and the connection stays, save where GUARANTEES.md says so. */
@ExtendWith(SharedHub.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FramesBadInputTest {
    private static final Set<String> OF_FIELDS = Set.of("invalid_field", "unknown_field", "malformed", "unknown_type");

    private final HubUnderTest hub;
    private final World world;
    private final Samples samples;
    private final Stream stream;

    FramesBadInputTest(HubUnderTest hub) {
        this.hub = hub;
        this.world = hub.world();
        this.samples = new Samples(hub);
        this.stream = samples.teacher().stream();
        stream.await("welcome");
        stream.roundTrip();
    }

    @AfterAll
    void close() {
        stream.close();
    }

    @BeforeEach
    void mark() {
        stream.mark();
    }

    List<String> frames() {
        return hub.contract().frames("fromClient").stream()
                .filter(type -> !List.of("hello", "token").contains(type)) // these may close, see LimitsTest
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("frames")
    void each_field_that_is_wrong_gets_a_problem(String type) {
        List<String> accepted = new ArrayList<>();
        for (Wrong.Body wrong : Wrong.fields(samples.frame(type), hub.contract().frameFields(type))) {
            JsonNode problem = problemFor(wrong.text());
            if (!OF_FIELDS.contains(problem.path("code").asText())) {
                accepted.add(wrong.why() + ": " + problem);
            }
        }
        assertEquals(List.of(), accepted);
    }

    @Test
    void what_is_no_such_object_is_malformed() {
        for (Wrong.Body wrong : Wrong.texts()) {
            JsonNode problem = problemFor(wrong.text());

            assertTrue(OF_FIELDS.contains(problem.path("code").asText()), wrong.why() + ": " + problem);
        }
    }

    @Test
    void a_second_hello_is_refused_and_the_connection_stays() {
        JsonNode problem = problemFor(Json.write(samples.frame("hello")));

        assertTrue(OF_FIELDS.contains(problem.path("code").asText()), problem.toString());
        stream.roundTrip();
    }

    @Test
    void frames_that_only_the_hub_sends_are_unknown_from_a_client() {
        for (String type : hub.contract().frames("toClient")) {
            JsonNode problem = problemFor(Json.write(Map.of("type", type)));

            assertEquals("unknown_type", problem.path("code").asText(), type);
        }
    }

    @Test
    void another_schools_channel_does_not_exist() {
        UUID foreign = hub.channel("staff_room", place -> world.sand.id().equals(place.school()));
        String key = Member.newKey();

        stream.post(foreign, key, "Bonjour");
        assertEquals("not_found", stream.answerTo(key).path("code").asText());
        for (String type : List.of("subscribe", "read", "typing")) {
            Map<String, Object> frame = samples.frame(type);
            frame.put("channel", foreign);

            JsonNode problem = problemFor(Json.write(frame));

            assertEquals("not_found", problem.path("code").asText(), type);
        }
    }

    @Test
    void a_token_of_somebody_else_does_not_change_who_one_is() {
        try (Stream own = samples.teacher().stream()) {
            own.send(Map.of(
                    "type", "token", "token", hub.as(world.headVerne).api().token()));

            JsonNode problem = own.await("problem");

            assertTrue(
                    Set.of("sign_in_required", "session_ended", "invalid_field")
                            .contains(problem.path("code").asText()),
                    problem.toString());
        }
    }

    @Test
    void a_token_frame_without_a_token_gets_a_problem_and_one_with_a_false_token_is_closed_with_4001() {
        try (Stream own = samples.teacher().stream()) {
            for (String wrong : List.of(
                    "{\"type\":\"token\"}",
                    "{\"type\":\"token\",\"token\":7}",
                    "{\"type\":\"token\",\"token\":null}",
                    "{\"type\":\"token\",\"token\":\"x\",\"surplus\":1}")) {
                own.mark();
                own.send(wrong);
                assertTrue(OF_FIELDS.contains(own.await("problem").path("code").asText()), wrong);
            }
            own.mark();
            own.send(Map.of("type", "token", "token", "a.b.c"));

            assertEquals("sign_in_required", own.await("problem").path("code").asText());
            assertEquals(4001, own.awaitClose(Duration.ofSeconds(5)).code());
        }
    }

    @Test
    void bytes_that_are_not_UTF_8_are_closed_with_1007() {
        try (RawStream raw = RawStream.open(samples.teacher().api())) {
            raw.send(RawStream.TEXT, true, true, "{\"type\":\"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1));

            assertEquals(1007, raw.awaitClose());
        }
    }

    @Test
    void a_message_in_pieces_is_one_message() {
        try (RawStream raw = RawStream.open(samples.teacher().api())) {
            raw.send(RawStream.TEXT, false, true, "{\"type\":".getBytes(StandardCharsets.UTF_8));
            raw.send(RawStream.CONTINUATION, true, true, "\"dance\"}".getBytes(StandardCharsets.UTF_8));

            assertTrue(raw.await("problem").text().contains("unknown_type"));
        }
    }

    @Test
    void a_binary_message_gets_a_problem_or_a_close_code_for_it() {
        try (RawStream raw = RawStream.open(samples.teacher().api())) {
            raw.send(RawStream.BINARY, true, true, "{\"type\":\"dance\"}".getBytes(StandardCharsets.UTF_8));

            RawStream.Frame frame = raw.read();
            while (frame.opcode() == RawStream.TEXT && !frame.text().contains("\"problem\"")) {
                frame = raw.read();
            }
            assertTrue(frame.opcode() == RawStream.TEXT || frame.code() == 1003, "closed with " + frame.code());
        }
    }

    @Test
    void a_frame_without_a_mask_is_closed_with_1002() {
        try (RawStream raw = RawStream.open(samples.teacher().api())) {
            raw.send(RawStream.TEXT, true, false, "{\"type\":\"dance\"}".getBytes(StandardCharsets.UTF_8));

            assertEquals(1002, raw.awaitClose());
        }
    }

    @Test
    void fuzz_leaves_the_connection_open_and_gets_no_internal_error() {
        Random random = new Random(20_260_902);
        List<String> types = frames();
        try (Stream own = samples.teacher().stream()) {
            for (int i = 0; i < 1_000; i++) {
                byte[] bytes = Mutations.of(Json.write(samples.frame(types.get(random.nextInt(types.size())))), random);
                own.send(new String(bytes, StandardCharsets.UTF_8));
            }
            own.roundTrip();

            List<JsonNode> internal = own.frames().stream()
                    .filter(frame -> frame.path("status").asInt() >= 500)
                    .toList();
            assertEquals(List.of(), internal);
        }
    }

    private JsonNode problemFor(String text) {
        stream.mark();
        stream.send(text);
        return stream.await("problem");
    }
}
