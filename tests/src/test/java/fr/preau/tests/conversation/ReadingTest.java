package fr.preau.tests.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.tests.fixture.HubUnderTest;
import fr.preau.tests.fixture.SharedHub;
import fr.preau.tests.wire.Member;
import fr.preau.tests.wire.Views.Channel;
import fr.preau.tests.wire.Views.Hit;
import fr.preau.tests.wire.Views.HitPage;
import fr.preau.tests.wire.Views.Post;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SharedHub.class)
class ReadingTest {
    private final HubUnderTest hub;
    private final Member teacher;
    private final Member mother;
    private final UUID families;

    ReadingTest(HubUnderTest hub) {
        this.hub = hub;
        this.teacher = hub.as(hub.world().teacherVerneCp);
        this.mother = hub.as(hub.world().annePetit);
        this.families =
                hub.channel("class_families", place -> hub.world().verneCp.id().equals(place.schoolClass()));
    }

    @Test
    void unread_counts_the_posts_of_others_after_the_cursor() {
        readAll(mother);
        readAll(teacher);

        teacher.write(families, "Un").is(201);
        Post second = teacher.write(families, "Deux").is(201).as(Post.class);

        assertEquals(2, channel(mother).unread());
        assertEquals(0, channel(teacher).unread(), "one's own posts are not unread");
        assertEquals(second.id(), channel(mother).lastPost().id());
        mother.read(families, second.seq() - 1).is(200);
        assertEquals(1, channel(mother).unread());
    }

    @Test
    void the_cursor_moves_forward_only() {
        Post post = teacher.write(families, "Lu").is(201).as(Post.class);
        mother.read(families, post.seq()).is(200);

        long after =
                mother.read(families, post.seq() - 1).is(200).json().path("seq").asLong();

        assertEquals(post.seq(), after);
        assertEquals(post.seq(), channel(mother).readSeq());
    }

    @Test
    void nobody_reads_ahead_of_what_was_written() {
        readAll(mother);

        var answer = mother.read(families, channel(mother).lastSeq() + 1000);
        teacher.write(families, "Écrit après").is(201);

        assertTrue(List.of(200, 409).contains(answer.status()), answer.toString());
        assertEquals(1, channel(mother).unread());
    }

    @Test
    void a_corrected_or_recalled_post_is_not_unread_once_more() {
        Post post = teacher.write(families, "Une fois").is(201).as(Post.class);
        readAll(mother);

        teacher.edit(post, "Corrigé").is(200);

        assertEquals(0, channel(mother).unread());
    }

    @Test
    void separated_parents_have_cursors_of_their_own() {
        Member father = hub.as(hub.world().marcLeroy);
        readAll(mother);
        readAll(father);
        Post post = teacher.write(families, "Aux deux").is(201).as(Post.class);

        mother.read(families, post.seq()).is(200);

        assertEquals(0, channel(mother).unread());
        assertEquals(1, channel(father).unread());
    }

    @ParameterizedTest(name = "«{0}» finds it")
    @CsvSource({"chaussons", "chausson", "CHAUSSONS", "apporte", "goûter", "gouter", "Noël", "noel", "chaussons goûter"
    })
    void search_knows_accents_and_word_forms(String words) {
        Post post = teacher.write(families, "Apportez des chaussons et un goûter pour la fête de Noël")
                .is(201)
                .as(Post.class);

        List<Hit> hits = mother.search(words).is(200).as(HitPage.class).items();

        assertTrue(hits.stream().anyMatch(hit -> hit.post().id().equals(post.id())), words);
    }

    @Test
    void a_hit_says_where_it_is_and_shows_the_words() {
        Post post = teacher.write(families, "Rendez-vous devant la médiathèque à neuf heures")
                .is(201)
                .as(Post.class);

        Hit hit = mother.search("médiathèque").is(200).as(HitPage.class).items().stream()
                .filter(found -> found.post().id().equals(post.id()))
                .findFirst()
                .orElseThrow();

        assertEquals("class_families", hit.kind());
        assertTrue(hit.excerpt().contains("« médiathèque »"), hit.excerpt());
        assertTrue(hit.place().contains("CP"), hit.place());
    }

    @Test
    void search_stays_within_what_one_may_read() {
        teacher.write(families, "Le mot secret est quincaillerie").is(201);

        assertEquals(1, hits(mother, "quincaillerie"));
        assertEquals(0, hits(hub.as(hub.world().samirRoy), "quincaillerie"));
        assertEquals(0, hits(hub.as(hub.world().canteenAubin), "quincaillerie"));
        assertEquals(0, hits(hub.as(hub.world().operator), "quincaillerie"));
    }

    @ParameterizedTest
    @CsvSource({"'))) OR (('", "& | !", "a:*", "'quot\"e'", "%_%", "\\\\", "<b>"})
    void the_marks_of_a_query_language_are_only_letters(String words) {
        int status = mother.search(words).status();

        assertTrue(status == 200 || status == 400, words + " gave " + status);
    }

    private int hits(Member member, String words) {
        return member.search(words).is(200).as(HitPage.class).items().size();
    }

    private void readAll(Member member) {
        member.read(families, channel(member).lastSeq()).is(200);
    }

    private Channel channel(Member member) {
        return member.channel(families).is(200).as(Channel.class);
    }
}
