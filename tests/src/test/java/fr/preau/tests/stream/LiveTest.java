package fr.preau.tests.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import fr.preau.tests.fixture.Crowd;
import fr.preau.tests.fixture.HubUnderTest;
import fr.preau.tests.fixture.SharedHub;
import fr.preau.tests.wire.Member;
import fr.preau.tests.wire.Stream;
import fr.preau.tests.wire.Views.Channel;
import fr.preau.tests.wire.Views.Post;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedHub.class)
class LiveTest {
    private final HubUnderTest hub;
    private final Member teacher;
    private final Member head;
    private final UUID staffRoom;

    LiveTest(HubUnderTest hub) {
        this.hub = hub;
        this.teacher = hub.as(hub.world().teacherVerneCp);
        this.head = hub.as(hub.world().headVerne);
        this.staffRoom =
                hub.channel("staff_room", place -> hub.world().verne.id().equals(place.school()));
    }

    @Test
    void the_welcome_names_every_channel_of_the_caller_with_its_last_number() {
        Map<String, Long> listed = teacher.channels().stream()
                .collect(Collectors.toMap(channel -> channel.id().toString(), Channel::lastSeq));

        try (Stream stream = teacher.stream()) {
            JsonNode welcome = stream.await("welcome");

            assertEquals(teacher.account().toString(), welcome.path("account").asText());
            Map<String, Long> live = welcome.path("channels").properties().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().asLong()));
            assertEquals(listed, live);
        }
    }

    @Test
    void what_one_writes_the_others_see_at_once_over_either_way() {
        try (Stream reader = head.stream();
                Stream writer = teacher.stream()) {
            Post overHttp = teacher.write(staffRoom, "Par HTTP").is(201).as(Post.class);
            reader.await("event", frame -> is(frame, overHttp.id()));

            String key = Member.newKey();
            writer.post(staffRoom, key, "Par le flux");
            JsonNode ack = writer.answerTo(key);

            assertEquals("ack", ack.path("type").asText(), ack.toString());
            assertFalse(ack.path("duplicate").asBoolean());
            JsonNode event = reader.await(
                    "event", frame -> is(frame, UUID.fromString(ack.path("post").asText())));
            assertEquals("Par le flux", event.path("post").path("body").asText());
            assertEquals(ack.path("seq").asLong(), event.path("seq").asLong());
        }
    }

    @Test
    void a_replayed_frame_is_acknowledged_as_a_duplicate_and_nobody_sees_it_twice() {
        try (Stream reader = head.stream();
                Stream writer = teacher.stream()) {
            String key = Member.newKey();
            writer.post(staffRoom, key, "Une fois");
            JsonNode first = writer.answerTo(key);
            writer.mark();
            writer.post(staffRoom, key, "Une fois");

            JsonNode second = writer.answerTo(key);

            assertTrue(second.path("duplicate").asBoolean());
            assertEquals(first.path("post").asText(), second.path("post").asText());
            Post after = teacher.write(staffRoom, "Après").is(201).as(Post.class);
            reader.await("event", frame -> is(frame, after.id()));
            assertEquals(
                    1,
                    reader.events(staffRoom).stream()
                            .filter(frame ->
                                    is(frame, UUID.fromString(first.path("post").asText())))
                            .count());
        }
    }

    @Test
    void twenty_writers_and_three_readers_agree_on_one_order_without_gaps() {
        try (Stream one = head.stream();
                Stream two = hub.as(hub.world().staffVerne).stream();
                Stream three = teacher.stream()) {
            long before = head.channel(staffRoom).as(Channel.class).lastSeq();

            Crowd.atOnce(20, i -> teacher.write(staffRoom, "Ensemble " + i).is(201));

            List<Long> expected =
                    LongStream.rangeClosed(before + 1, before + 20).boxed().toList();
            for (Stream reader : List.of(one, two, three)) {
                reader.await(
                        "event",
                        frame -> inStaffRoom(frame) && frame.path("seq").asLong() == before + 20);
                assertEquals(
                        expected,
                        reader.events(staffRoom).stream()
                                .map(frame -> frame.path("seq").asLong())
                                .filter(seq -> seq > before)
                                .toList());
            }
        }
    }

    @Test
    void who_comes_back_with_a_cursor_gets_what_was_missed_then_the_end_marker_then_live() {
        long cursor = head.channel(staffRoom).as(Channel.class).lastSeq();
        List<String> missed = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            missed.add(teacher.write(staffRoom, "Manqué " + i)
                    .is(201)
                    .as(Post.class)
                    .id()
                    .toString());
        }

        try (Stream back = head.stream(staffRoom, cursor)) {
            JsonNode end = back.await("end", this::inStaffRoom);

            assertEquals(cursor + 30, end.path("seq").asLong());
            List<JsonNode> frames = back.frames().stream()
                    .filter(this::inStaffRoom)
                    .takeWhile(frame -> !frame.path("type").asText().equals("end"))
                    .toList();
            assertEquals(
                    missed,
                    frames.stream()
                            .map(frame -> frame.path("post").path("id").asText())
                            .toList());
            Post live = teacher.write(staffRoom, "En direct").is(201).as(Post.class);
            back.await("event", frame -> is(frame, live.id()));
        }
    }

    @Test
    void catching_up_while_others_write_leaves_no_gap_and_no_double() {
        long cursor = head.channel(staffRoom).as(Channel.class).lastSeq();
        List<List<Long>> read = Crowd.atOnce(11, i -> {
            if (i < 10) {
                teacher.write(staffRoom, "Pendant " + i).is(201);
                return List.of();
            }
            try (Stream back = head.stream(staffRoom, cursor)) {
                back.await(
                        "event",
                        frame -> inStaffRoom(frame) && frame.path("seq").asLong() == cursor + 10);
                return back.events(staffRoom).stream()
                        .map(frame -> frame.path("seq").asLong())
                        .toList();
            }
        });

        assertEquals(LongStream.rangeClosed(cursor + 1, cursor + 10).boxed().toList(), read.getLast());
    }

    @Test
    void a_correction_that_was_missed_comes_as_an_event_of_its_own_number() {
        Post post = teacher.write(staffRoom, "Avant").is(201).as(Post.class);
        long cursor = head.channel(staffRoom).as(Channel.class).lastSeq();
        teacher.edit(post, "Après").is(200);
        teacher.recall(post).is(200);

        try (Stream back = head.stream(staffRoom, cursor)) {
            back.await("end", this::inStaffRoom);

            List<JsonNode> events = back.events(staffRoom);
            assertEquals(
                    List.of("edited", "recalled"),
                    events.stream().map(f -> f.path("kind").asText()).toList());
            assertEquals(
                    List.of(cursor + 1, cursor + 2),
                    events.stream().map(f -> f.path("seq").asLong()).toList());
            events.forEach(
                    event -> assertEquals("", event.path("post").path("body").asText(), "recalled by now"));
        }
    }

    @Test
    void a_cursor_ahead_of_the_channel_is_a_typed_answer() {
        long ahead = head.channel(staffRoom).as(Channel.class).lastSeq() + 1_000_000;
        try (Stream stream = head.stream()) {
            stream.send(Map.of("type", "subscribe", "id", "s1", "channel", staffRoom, "after", ahead));

            JsonNode answer =
                    stream.await("resync", frame -> frame.path("id").asText().equals("s1"));

            assertEquals("ahead", answer.path("reason").asText());
            stream.await("end", frame -> frame.path("id").asText().equals("s1"));
        }
    }

    @Test
    void reading_moves_the_cursor_on_all_devices_of_the_reader_and_of_nobody_else() {
        Post post = teacher.write(staffRoom, "À lire").is(201).as(Post.class);
        try (Stream phone = head.stream();
                Stream desk = head.stream();
                Stream other = teacher.stream()) {
            phone.send(Map.of("type", "read", "channel", staffRoom, "seq", post.seq()));

            desk.await("cursor", frame -> frame.path("seq").asLong() == post.seq());
            other.roundTrip();
            assertTrue(other.frames().stream()
                    .noneMatch(frame -> frame.path("type").asText().equals("cursor")));
            assertEquals(post.seq(), head.channel(staffRoom).as(Channel.class).readSeq());
        }
    }

    @Test
    void the_others_see_who_is_typing() {
        try (Stream reader = head.stream();
                Stream writer = teacher.stream()) {
            writer.send(Map.of("type", "typing", "channel", staffRoom));

            JsonNode typist = reader.await("typist", this::inStaffRoom);

            assertEquals(teacher.account().toString(), typist.path("account").asText());
        }
    }

    @Test
    void a_stream_of_chosen_channels_is_live_in_those_only() {
        try (Stream stream = Stream.connect(head.api())) {
            stream.send(Map.of("type", "hello", "token", head.api().token(), "channels", List.of(staffRoom)));

            JsonNode welcome = stream.await("welcome");

            assertEquals(1, welcome.path("channels").size());
            assertTrue(welcome.path("channels").has(staffRoom.toString()));
        }
    }

    private boolean inStaffRoom(JsonNode frame) {
        return frame.path("channel").asText().equals(staffRoom.toString());
    }

    private static boolean is(JsonNode frame, UUID post) {
        return frame.path("post").path("id").asText().equals(post.toString());
    }
}
