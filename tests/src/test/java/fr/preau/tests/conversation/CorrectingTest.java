package fr.preau.tests.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.tests.fixture.HubUnderTest;
import fr.preau.tests.fixture.SharedHub;
import fr.preau.tests.wire.Member;
import fr.preau.tests.wire.Views.Change;
import fr.preau.tests.wire.Views.History;
import fr.preau.tests.wire.Views.HitPage;
import fr.preau.tests.wire.Views.Post;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedHub.class)
class CorrectingTest {
    private final Member teacher;
    private final Member parent;
    private final Member head;
    private final UUID liaison;

    CorrectingTest(HubUnderTest hub) {
        this.teacher = hub.as(hub.world().teacherVerneCp);
        this.parent = hub.as(hub.world().claireMoreau);
        this.head = hub.as(hub.world().headVerne);
        this.liaison = hub.channel("liaison", place -> hub.world().lina.id().equals(place.pupil()));
    }

    @Test
    void a_correction_shows_everywhere_and_the_first_text_stays_in_the_history() {
        Post post = teacher.write(liaison, "Piscine jeudi").is(201).as(Post.class);

        Post corrected = teacher.edit(post, "Piscine vendredi").is(200).as(Post.class);

        assertEquals("Piscine vendredi", corrected.body());
        assertNotNull(corrected.editedAt());
        assertEquals(post.seq(), corrected.seq(), "it keeps its place in the channel");
        assertEquals("Piscine vendredi", seen(parent, post).body());
        List<Change> changes = teacher.history(post).is(200).as(History.class).items();
        assertEquals(
                List.of("posted", "edited"), changes.stream().map(Change::kind).toList());
        assertEquals("Piscine jeudi", changes.getLast().previousBody());
    }

    @Test
    void two_corrections_keep_both_earlier_texts_in_order() {
        Post post = teacher.write(liaison, "Un").is(201).as(Post.class);
        teacher.edit(post, "Deux").is(200);
        teacher.edit(post, "Trois").is(200);

        List<Change> changes = head.history(post).is(200).as(History.class).items();

        assertEquals("Un", changes.get(1).previousBody());
        assertEquals("Deux", changes.get(2).previousBody());
    }

    @Test
    void a_recalled_post_has_no_text_any_more_for_anybody() {
        Post post =
                teacher.write(liaison, "Mot écrit trop vite zinzolin").is(201).as(Post.class);

        Post recalled = teacher.recall(post).is(200).as(Post.class);

        assertNotNull(recalled.recalledAt());
        assertEquals("", recalled.body());
        assertEquals("", recalled.html());
        assertEquals("", seen(parent, post).body());
        assertEquals(
                List.of(), parent.search("zinzolin").is(200).as(HitPage.class).items());
    }

    @Test
    void what_is_recalled_is_neither_corrected_nor_recalled_again() {
        Post post = teacher.write(liaison, "Oups").is(201).as(Post.class);
        teacher.recall(post).is(200);

        teacher.edit(post, "Encore").is(409).refused("already_recalled");
        teacher.recall(post).is(409).refused("already_recalled");
    }

    @Test
    void a_retry_of_the_key_after_a_correction_gives_the_post_as_it_is() {
        String key = Member.newKey();
        Post post = teacher.write(liaison, key, "Avant").is(201).as(Post.class);
        teacher.edit(post, "Après").is(200);

        Post again = teacher.write(liaison, key, "Avant").is(200).as(Post.class);

        assertEquals(post.id(), again.id());
        assertEquals("Après", again.body());
    }

    @Test
    void the_history_is_for_the_author_and_the_head_not_for_the_family() {
        Post post = teacher.write(liaison, "Avant").is(201).as(Post.class);
        teacher.edit(post, "Après").is(200);

        head.history(post).is(200);
        parent.history(post).is(403).refused("forbidden");
    }

    @Test
    void search_finds_the_corrected_text_and_not_the_earlier_one() {
        Post post = teacher.write(liaison, "sortie au planétarium").is(201).as(Post.class);
        teacher.edit(post, "sortie à l'aquarium").is(200);

        assertTrue(parent.search("aquarium").is(200).as(HitPage.class).items().stream()
                .anyMatch(hit -> hit.post().id().equals(post.id())));
        assertTrue(parent.search("planétarium").is(200).as(HitPage.class).items().stream()
                .noneMatch(hit -> hit.post().id().equals(post.id())));
    }

    @Test
    void a_post_is_found_only_in_its_own_channel() {
        Post post = teacher.write(liaison, "Ici").is(201).as(Post.class);
        UUID elsewhere = teacher.channels().stream()
                .filter(channel -> channel.kind().equals("staff_room"))
                .findFirst()
                .orElseThrow()
                .id();

        teacher.api()
                .patch("/api/v1/channels/" + elsewhere + "/posts/" + post.id(), java.util.Map.of("body", "Là"))
                .is(404)
                .refused("not_found");
    }

    private static Post seen(Member member, Post post) {
        return member.allPosts(post.channel()).stream()
                .filter(p -> p.id().equals(post.id()))
                .findFirst()
                .orElseThrow();
    }
}
