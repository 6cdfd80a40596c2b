package fr.preau.tests.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.tests.fixture.HubUnderTest;
import fr.preau.tests.fixture.SharedHub;
import fr.preau.tests.wire.Member;
import fr.preau.tests.wire.Views.Channel;
import fr.preau.tests.wire.Views.Post;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Families and pupils write in a class only while its teacher has it open. */
@ExtendWith(SharedHub.class)
class RepliesTest {
    private final Member teacher;
    private final Member parent;
    private final Member pupil;
    private final UUID families;
    private final UUID pupils;

    RepliesTest(HubUnderTest hub) {
        this.teacher = hub.as(hub.world().teacherVerneCp);
        this.parent = hub.as(hub.world().claireMoreau);
        this.pupil = hub.as(hub.world().linasAccount);
        this.families =
                hub.channel("class_families", place -> hub.world().verneCp.id().equals(place.schoolClass()));
        this.pupils =
                hub.channel("class_pupils", place -> hub.world().verneCp.id().equals(place.schoolClass()));
    }

    @AfterEach
    void close() {
        teacher.openReplies(families, false).is(200);
        teacher.openReplies(pupils, false).is(200);
    }

    @Test
    void families_are_told_that_replies_are_closed() {
        parent.write(families, "Bonjour").is(403).refused("replies_closed");
    }

    @Test
    void families_write_while_the_teacher_has_it_open() {
        assertTrue(teacher.openReplies(families, true).is(200).as(Channel.class).repliesOpen());

        Post post = parent.write(families, "Merci !").is(201).as(Post.class);
        teacher.openReplies(families, false).is(200);

        parent.write(families, "Encore").is(403).refused("replies_closed");
        assertEquals(post.id(), teacher.allPosts(families).getLast().id(), "what was written stays");
    }

    @Test
    void what_one_may_do_follows_at_once() {
        assertFalse(parent.channel(families).as(Channel.class).may().contains("post"));

        teacher.openReplies(families, true).is(200);

        assertTrue(parent.channel(families).as(Channel.class).may().contains("post"));
    }

    @Test
    void pupils_write_in_the_class_chat_while_it_is_open_and_the_teacher_can_take_it_back() {
        pupil.write(pupils, "Coucou").is(403).refused("replies_closed");
        teacher.openReplies(pupils, true).is(200);

        Post post = pupil.write(pupils, "Coucou").is(201).as(Post.class);

        assertEquals("", teacher.recall(post).is(200).as(Post.class).body());
    }

    @Test
    void nobody_opens_a_channel_to_themselves() {
        parent.openReplies(families, true).is(403).refused("forbidden");
        pupil.openReplies(pupils, true).is(403).refused("forbidden");
    }

    @Test
    void a_repeat_of_a_key_is_answered_also_after_the_channel_was_closed() {
        teacher.openReplies(families, true).is(200);
        String key = Member.newKey();
        Post post = parent.write(families, key, "Bien reçu").is(201).as(Post.class);
        teacher.openReplies(families, false).is(200);

        var again = parent.write(families, key, "Bien reçu");

        assertTrue(
                again.code().equals("replies_closed")
                        || again.is(200).as(Post.class).id().equals(post.id()),
                again.toString());
    }
}
