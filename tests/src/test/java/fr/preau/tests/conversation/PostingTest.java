package fr.preau.tests.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.tests.fixture.Crowd;
import fr.preau.tests.fixture.HubUnderTest;
import fr.preau.tests.fixture.SharedHub;
import fr.preau.tests.wire.Answer;
import fr.preau.tests.wire.Member;
import fr.preau.tests.wire.Views.Post;
import fr.preau.tests.wire.Views.PostPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SharedHub.class)
class PostingTest {
    private final HubUnderTest hub;
    private final Member teacher;
    private final Member head;
    private final UUID staffRoom;
    private final UUID families;

    PostingTest(HubUnderTest hub) {
        this.hub = hub;
        this.teacher = hub.as(hub.world().teacherVerneCp);
        this.head = hub.as(hub.world().headVerne);
        this.staffRoom =
                hub.channel("staff_room", place -> hub.world().verne.id().equals(place.school()));
        this.families =
                hub.channel("class_families", place -> hub.world().verneCp.id().equals(place.schoolClass()));
    }

    @Test
    void fifty_posts_at_once_with_one_key_make_one_post() {
        String key = Member.newKey();

        List<Answer> answers = Crowd.atOnce(50, i -> teacher.write(staffRoom, key, "Une seule fois"));

        assertEquals(
                1, answers.stream().filter(answer -> answer.status() == 201).count());
        assertEquals(
                49, answers.stream().filter(answer -> answer.status() == 200).count());
        UUID post = answers.getFirst().as(Post.class).id();
        answers.forEach(answer -> assertEquals(post, answer.as(Post.class).id()));
        assertEquals(
                1,
                head.allPosts(staffRoom).stream()
                        .filter(p -> p.body().equals("Une seule fois"))
                        .count());
    }

    @Test
    void one_key_for_two_texts_is_refused_and_the_first_stays() {
        String key = Member.newKey();
        Post first = teacher.write(staffRoom, key, "Le premier").is(201).as(Post.class);

        teacher.write(staffRoom, key, "Le second").is(409).refused("key_reused");
        teacher.write(families, key, "Le premier").is(409).refused("key_reused");

        assertEquals(
                first.id(),
                teacher.write(staffRoom, key, "Le premier")
                        .is(200)
                        .as(Post.class)
                        .id());
    }

    @Test
    void a_key_belongs_to_its_author() {
        String key = Member.newKey();

        Post one = teacher.write(staffRoom, key, "Moi").is(201).as(Post.class);
        Post other = head.write(staffRoom, key, "Moi aussi").is(201).as(Post.class);

        assertFalse(one.id().equals(other.id()));
    }

    @Test
    void twenty_writers_make_one_order_without_gaps_that_all_readers_see() {
        long before = lastSeq(teacher, staffRoom);

        List<Post> written = Crowd.atOnce(
                20,
                i -> (i % 2 == 0 ? teacher : head)
                        .write(staffRoom, "Écrit en même temps " + i)
                        .is(201)
                        .as(Post.class));

        List<Long> expected =
                LongStream.rangeClosed(before + 1, before + 20).boxed().toList();
        assertEquals(expected, written.stream().map(Post::seq).sorted().toList());
        List<UUID> seenByTeacher =
                teacher.allPosts(staffRoom).stream().map(Post::id).toList();
        List<UUID> seenByStaff = hub.as(hub.world().staffVerne).allPosts(staffRoom).stream()
                .map(Post::id)
                .toList();
        assertEquals(seenByTeacher, seenByStaff);
    }

    @Test
    void pages_go_backwards_without_a_gap_or_a_double() {
        List<UUID> written = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            written.add(
                    teacher.write(families, "Page " + i).is(201).as(Post.class).id());
        }

        List<UUID> read = new ArrayList<>();
        Long before = null;
        do {
            PostPage page = teacher.posts(families, before, 10).is(200).as(PostPage.class);
            assertTrue(page.items().size() <= 10);
            page.items().forEach(post -> read.add(post.id()));
            before = page.next();
        } while (before != null);

        assertEquals(written.reversed(), read.subList(0, 25));
        assertEquals(read.size(), read.stream().distinct().count());
    }

    @Test
    void a_post_that_comes_in_while_somebody_pages_does_not_move_the_pages() {
        for (int i = 0; i < 4; i++) {
            teacher.write(families, "Avant " + i).is(201);
        }
        PostPage first = teacher.posts(families, null, 2).is(200).as(PostPage.class);
        teacher.write(families, "Entre deux").is(201);

        PostPage second = teacher.posts(families, first.next(), 2).is(200).as(PostPage.class);

        assertEquals("Avant 1", second.items().getFirst().body());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            **gras** et *penché*                      | <strong>gras</strong>
            - un                                      | <ul>
            [le menu](https://ville.example/menu)     | https://ville.example/menu
            """)
    void text_with_marks_comes_as_html(String body, String html) {
        Post post = teacher.write(staffRoom, body).is(201).as(Post.class);

        assertEquals(body, post.body());
        assertTrue(post.html().contains(html), post.html());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            <script>alert(1)</script>                 | <script
            <img src=x onerror=alert(1)>              | <img
            [ici](javascript:alert(1))                | href="javascript
            [ici](data:text/html;base64,PHNjcmlwdD4=) | href="data
            <a href="https://x.example" onclick=x()>a</a> | <a href="https://x.example" onclick
            <iframe src="https://x.example"></iframe> | <iframe
            """)
    void html_written_by_people_is_never_html(String body, String never) {
        Post post = teacher.write(staffRoom, body).is(201).as(Post.class);

        assertFalse(post.html().contains(never), post.html());
    }

    @Test
    void one_replies_only_to_a_post_of_the_same_channel() {
        Post here = teacher.write(staffRoom, "Qui surveille la cour ?").is(201).as(Post.class);
        Post elsewhere = teacher.write(families, "Autre chose").is(201).as(Post.class);

        Post reply = head.write(staffRoom, Map.of("body", "Moi", "replyTo", here.id()))
                .is(201)
                .as(Post.class);

        assertEquals(here.id(), reply.replyTo());
        head.write(staffRoom, Map.of("body", "Moi", "replyTo", elsewhere.id()))
                .is(400)
                .refused("invalid_field");
        head.write(staffRoom, Map.of("body", "Moi", "replyTo", UUID.randomUUID()))
                .is(400)
                .refused("invalid_field");
    }

    @Test
    void a_refused_post_leaves_no_trace() {
        long before = lastSeq(teacher, staffRoom);

        hub.as(hub.world().claireMoreau)
                .write(staffRoom, "Je ne devrais pas")
                .is(404)
                .refused("not_found");
        head.write(staffRoom, Map.of("body", "Moi", "replyTo", UUID.randomUUID()))
                .is(400);

        assertEquals(before, lastSeq(teacher, staffRoom));
        assertEquals(
                before + 1,
                teacher.write(staffRoom, "La suite").is(201).as(Post.class).seq());
    }

    @Test
    void only_people_at_work_press() {
        UUID liaison = hub.channel("liaison", place -> hub.world().lina.id().equals(place.pupil()));

        teacher.write(liaison, Map.of("body", "À signer", "urgency", "urgent")).is(201);
        hub.as(hub.world().claireMoreau)
                .write(liaison, Map.of("body", "Vite", "urgency", "urgent"))
                .is(403)
                .refused("forbidden");
    }

    private static long lastSeq(Member member, UUID channel) {
        return member.channel(channel).is(200).json().path("lastSeq").asLong();
    }
}
