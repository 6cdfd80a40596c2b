package fr.preau.tests.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import fr.preau.tests.fixture.HubUnderTest;
import fr.preau.tests.fixture.Newcomers;
import fr.preau.tests.fixture.SharedHub;
import fr.preau.tests.fixture.Until;
import fr.preau.tests.wire.Member;
import fr.preau.tests.wire.Stream;
import fr.preau.tests.wire.Stream.Closed;
import fr.preau.tests.wire.Views.Channel;
import fr.preau.tests.wire.Views.Post;
import fr.preau.tests.world.Model.Account;
import fr.preau.tests.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A change of role takes effect on the next request, and on open streams within 5 seconds. */
@ExtendWith(SharedHub.class)
class RightsTest {
    private static final Duration PROMISED = Duration.ofSeconds(5);

    private final HubUnderTest hub;
    private final World world;
    private final Newcomers newcomers;
    private final UUID staffRoom;
    private final UUID families;

    RightsTest(HubUnderTest hub) {
        this.hub = hub;
        this.world = hub.world();
        this.newcomers = new Newcomers(hub);
        this.staffRoom = hub.channel("staff_room", place -> world.verne.id().equals(place.school()));
        this.families =
                hub.channel("class_families", place -> world.verneCp.id().equals(place.schoolClass()));
    }

    @Test
    void a_teacher_who_left_reads_nothing_more_from_that_moment_on() {
        Account account = newcomers.teacher();
        newcomers.teaches(account, world.verneCp);
        Member teacher = hub.as(account);
        teacher.posts(families, null, 10).is(200);

        newcomers.leaves(account);

        teacher.posts(families, null, 10).is(404).refused("not_found");
        teacher.write(families, "Encore là ?").is(404).refused("not_found");
        assertEquals(List.of(), teacher.channels());
    }

    @Test
    void an_open_stream_loses_the_channel_and_gets_nothing_more_from_it() {
        Account account = newcomers.teacher();
        newcomers.teaches(account, world.verneCp);
        newcomers.worksAt(account, world.curie);
        Member teacher = hub.as(account);
        try (Stream stream = teacher.stream();
                Stream head = hub.as(world.headVerne).stream()) {
            hub.sql("update assignment set ended_at = now() where account_id = ? and role = 'teacher'", account.id());

            stream.await("'left' for the staff room", frame -> left(frame, staffRoom), PROMISED);
            Post after =
                    hub.as(world.headVerne).write(staffRoom, "Sans lui").is(201).as(Post.class);
            head.await("event", frame -> frame.path("seq").asLong() == after.seq());
            stream.roundTrip();

            assertTrue(stream.events(staffRoom).stream()
                    .noneMatch(f -> f.path("seq").asLong() == after.seq()));
            assertTrue(stream.isOpen(), "other channels stay live");
        }
    }

    @Test
    void a_new_right_opens_the_channel_on_an_open_stream() {
        Account account = newcomers.teacher();
        newcomers.worksAt(account, world.curie);
        Member teacher = hub.as(account);
        try (Stream stream = teacher.stream()) {
            newcomers.teaches(account, world.verneCp);

            stream.await("'joined' for the staff room", frame -> joined(frame, staffRoom), PROMISED);
            Post post = hub.as(world.headVerne)
                    .write(staffRoom, "Bienvenue")
                    .is(201)
                    .as(Post.class);
            stream.await(
                    "event",
                    frame -> frame.path("post")
                            .path("id")
                            .asText()
                            .equals(post.id().toString()));
        }
    }

    @Test
    void a_guardian_to_whom_the_child_no_longer_belongs_is_out_at_once() {
        Account account = newcomers.guardian();
        newcomers.caresFor(account, world.noe);
        Member guardian = hub.as(account);
        UUID liaison = hub.channel("liaison", place -> world.noe.id().equals(place.pupil()));
        try (Stream stream = guardian.stream()) {
            newcomers.noLongerCaresFor(account, world.noe);

            guardian.posts(liaison, null, 10).is(404).refused("not_found");
            stream.await("'left' for the liaison", frame -> left(frame, liaison), PROMISED);
        }
    }

    @Test
    void signing_out_closes_the_streams_of_that_session_only() {
        Member here = hub.signIn(world.staffVerne);
        Member elsewhere = hub.signIn(world.staffVerne);
        try (Stream ended = here.stream();
                Stream stays = elsewhere.stream()) {
            here.api().delete("/api/v1/sessions/current").is(204);

            Closed closed = ended.awaitClose(PROMISED);

            assertEquals(4001, closed.code(), closed.toString());
            here.api().get("/api/v1/me").is(401).refused("session_ended");
            stays.roundTrip();
            assertTrue(stays.isOpen());
        }
    }

    @Test
    void an_account_that_ended_is_out() {
        Account account = newcomers.teacher();
        newcomers.teaches(account, world.verneCp);
        Member teacher = hub.as(account);
        try (Stream stream = teacher.stream()) {
            hub.sql("update account set ended_at = now() where id = ?", account.id());

            Until.holds(PROMISED, () -> teacher.api().get("/api/v1/me").status() == 401);
            Closed closed = stream.awaitClose(PROMISED);
            assertTrue(List.of(4001, 4003).contains(closed.code()), closed.toString());
        }
    }

    @Test
    void a_stream_cannot_be_opened_with_a_token_of_an_ended_session() {
        Member member = hub.signIn(world.staffVerne);
        member.api().delete("/api/v1/sessions/current").is(204);
        try (Stream stream = Stream.connect(member.api())) {
            stream.send(Map.of("type", "hello", "token", member.api().token()));

            JsonNode problem = stream.await("problem");

            assertEquals("session_ended", problem.path("code").asText());
            assertEquals(4001, stream.awaitClose(PROMISED).code());
        }
    }

    @Test
    void a_pupil_who_changes_class_changes_channels() {
        UUID old = hub.channel("class_pupils", place -> world.curieCm1.id().equals(place.schoolClass()));
        Member ines = hub.as(world.inesAccount);
        assertTrue(ines.channels().stream().map(Channel::id).toList().contains(old));
        try {
            hub.sql("update pupil set class_id = null where person_id = ?", world.ines.id());

            assertTrue(ines.channels().stream().map(Channel::id).noneMatch(old::equals));
        } finally {
            hub.sql("update pupil set class_id = ? where person_id = ?", world.curieCm1.id(), world.ines.id());
        }
    }

    private static boolean left(JsonNode frame, UUID channel) {
        return is(frame, "left", channel);
    }

    private static boolean joined(JsonNode frame, UUID channel) {
        return is(frame, "joined", channel);
    }

    private static boolean is(JsonNode frame, String type, UUID channel) {
        return frame.path("type").asText().equals(type)
                && frame.path("channel").asText().equals(channel.toString());
    }
}
