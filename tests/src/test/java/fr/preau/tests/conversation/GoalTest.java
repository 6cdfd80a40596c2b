package fr.preau.tests.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import fr.preau.tests.fixture.HubUnderTest;
import fr.preau.tests.fixture.SharedHub;
import fr.preau.tests.fixture.Until;
import fr.preau.tests.wire.Member;
import fr.preau.tests.wire.Views.Post;
import fr.preau.tests.world.World;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the author asks for with a post, and of whom, is what the board counts and what a reminder goes by. */
@ExtendWith(SharedHub.class)
class GoalTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HubUnderTest hub;
    private final World world;
    private final Member anne;
    private final Member marc;

    GoalTest(HubUnderTest hub) {
        this.hub = hub;
        this.world = hub.world();
        this.anne = hub.as(world.annePetit);
        this.marc = hub.as(world.marcLeroy);
    }

    @Test
    void signed_by_each_needs_both_who_exercise_parental_authority() {
        // given: a class of three, whose Zoé has separated parents
        Member teacher = hub.as(world.teacherVerneCp);
        Post post = post(teacher, world.verneCp.id(), "signed", "each");

        // when: reading is no signing, and one of the two is not both
        marc.read(post.channel(), post.seq()).is(200);
        anne.sign(post, world.zoe.id()).is(200);

        // then: the child is not covered, and the reminder still goes to the family
        assertEquals("reached", state(teacher, post, "Zoé"));
        assertEquals(3, teacher.remind(post).is(200).json().path("children").asInt());

        marc.sign(post, world.zoe.id()).is(200);
        Until.holds(PATIENCE, () -> state(teacher, post, "Zoé").equals("covered"));
    }

    @Test
    void signed_by_one_needs_one() {
        Member teacher = hub.as(world.teacherVerneCp);
        Post post = post(teacher, world.verneCp.id(), "signed", "one");
        marc.read(post.channel(), post.seq()).is(200);
        assertEquals("reached", state(teacher, post, "Zoé"));

        anne.sign(post, world.zoe.id()).is(200);

        Until.holds(PATIENCE, () -> state(teacher, post, "Zoé").equals("covered"));
        assertEquals(2, teacher.remind(post).is(200).json().path("children").asInt());
    }

    @Test
    void delivered_is_met_by_a_telephone_that_received_and_read_is_not() {
        // given: Awa's mother has no app, so that both posts go to her telephone
        Member teacher = hub.as(world.teacherVerneCe1);
        Post delivered = post(teacher, world.verneCe1.id(), "delivered", "one");
        Post read = post(teacher, world.verneCe1.id(), "read", "one");

        Until.holds(PATIENCE, () -> state(teacher, delivered, "Awa").equals("covered"));
        Until.holds(PATIENCE, () -> guardian(teacher, read, "Awa").equals("delivered"));

        assertEquals("reached", state(teacher, read, "Awa"));
    }

    /** Urgent, so that the board tells who read and signed at any hour. */
    private Post post(Member teacher, UUID schoolClass, String goal, String guardians) {
        UUID families = hub.channel("class_families", place -> schoolClass.equals(place.schoolClass()));
        return teacher.write(
                        families,
                        Map.of("body", "Sortie au musée", "urgency", "urgent", "goal", goal, "guardians", guardians))
                .is(201)
                .as(Post.class);
    }

    private static String state(Member teacher, Post post, String given) {
        return child(teacher, post, given).path("state").asText();
    }

    private static String guardian(Member teacher, Post post, String given) {
        return child(teacher, post, given).at("/guardians/0/state").asText();
    }

    private static JsonNode child(Member teacher, Post post, String given) {
        for (JsonNode child :
                teacher.reachChildren(post, "?limit=100").is(200).json().path("items")) {
            if (child.path("name").asText().startsWith(given)) {
                return child;
            }
        }
        throw new AssertionError("no " + given + " on the board");
    }
}
