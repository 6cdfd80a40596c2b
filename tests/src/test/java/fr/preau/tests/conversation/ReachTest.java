package fr.preau.tests.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import fr.preau.tests.fixture.HubUnderTest;
import fr.preau.tests.fixture.SharedHub;
import fr.preau.tests.fixture.Until;
import fr.preau.tests.wire.Answer;
import fr.preau.tests.wire.Member;
import fr.preau.tests.wire.Stream;
import fr.preau.tests.wire.Views.Audience;
import fr.preau.tests.wire.Views.Post;
import fr.preau.tests.world.World;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a sender sees of a post's way to each family, and does about those who are left. */
@ExtendWith(SharedHub.class)
class ReachTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HubUnderTest hub;
    private final World world;
    private final Member teacher;
    private final UUID families;

    ReachTest(HubUnderTest hub) {
        this.hub = hub;
        this.world = hub.world();
        this.teacher = hub.as(world.teacherVerneCe1);
        this.families =
                hub.channel("class_families", place -> world.verneCe1.id().equals(place.schoolClass()));
    }

    @Test
    void the_board_fills_live_while_telephones_receive_and_families_read() {
        // given: a teacher who looks at the board of an urgent word
        Post post = urgent("Sortie annulée");
        try (Stream stream = teacher.stream()) {
            teacher.reach(post).is(200);

            // when: the sandbox's telephone receives (Awa's mother has no app), and a parent reads
            JsonNode delivered = stream.await(
                    "a telephone received",
                    frame -> board(frame, post).at("/guardians/delivered").asInt() >= 1,
                    PATIENCE);
            hub.as(world.claireMoreau).read(families, post.seq()).is(200);

            // then: the numbers come by themselves
            assertEquals(2, delivered.at("/reach/children/total").asInt());
            stream.await(
                    "a parent read",
                    frame -> board(frame, post).at("/children/covered").asInt() == 1,
                    PATIENCE);
        }
        // and each child is listed with its guardians and how they stand
        JsonNode awa = child(post, "Awa");
        assertEquals("reached", awa.path("state").asText());
        assertEquals("delivered", awa.at("/guardians/0/state").asText());
        assertEquals("covered", child(post, "Hugo").path("state").asText());
    }

    @Test
    void a_family_told_by_hand_is_covered_and_the_reminder_is_at_most_once_an_hour() {
        Post post = urgent("Piscine");

        JsonNode reminded = teacher.remind(post).is(200).json();
        teacher.remind(post).is(429).refused("too_many_requests");
        assertEquals(2, reminded.path("children").asInt());

        teacher.tell(post, world.awa.id(), "phone").is(204);
        JsonNode awa = child(post, "Awa");
        assertEquals("covered", awa.path("state").asText());
        assertEquals("phone", awa.at("/told/how").asText());
        teacher.tell(post, world.lea.id(), "phone").is(404).refused("not_found");
        teacher.tell(post, world.awa.id(), "dream").is(400).refused("invalid_field");
    }

    @Test
    void what_was_noted_as_told_by_hand_is_taken_back_and_kept_as_history() {
        Post post = urgent("Photo de classe");
        teacher.tell(post, world.awa.id(), "phone").is(204);
        String path = "/api/v1/channels/" + post.channel() + "/posts/" + post.id() + "/reach/told/";

        teacher.api().delete(path + world.hugo.id()).is(404).refused("not_found");
        hub.as(world.claireMoreau).api().delete(path + world.awa.id()).is(403).refused("forbidden");
        hub.as(world.teacherSand).api().delete(path + world.awa.id()).is(404).refused("not_found");
        teacher.api().delete(path + world.awa.id()).is(204);

        // then: the child counts as the routes say, the row stays, and the audit knows who did it
        JsonNode awa = child(post, "Awa");
        assertFalse(awa.has("told"), awa.toString());
        assertFalse(awa.path("state").asText().equals("covered"), awa.toString());
        assertTrue(audited("told_withdrawn", post.id())
                .contains(world.teacherVerneCe1.id().toString()));
        teacher.api().delete(path + world.awa.id()).is(404).refused("not_found");

        // and it can be noted anew, beside what was taken back
        teacher.tell(post, world.awa.id(), "paper").is(204);
        assertEquals("paper", child(post, "Awa").at("/told/how").asText());
        assertEquals(2, rows("select count(*) from told_by_hand where post_id = '" + post.id() + "'"));
    }

    private long rows(String query) {
        return hub.database(connection -> {
            try (var found = connection.createStatement().executeQuery(query)) {
                found.next();
                return found.getLong(1);
            }
        });
    }

    private String audited(String action, UUID post) {
        for (JsonNode event :
                hub.as(world.operator).api().get("/api/v1/audit").is(200).json().path("items")) {
            if (event.path("action").asText().equals(action)
                    && event.path("subjectId").asText().equals(post.toString())) {
                return event.toString();
            }
        }
        throw new AssertionError("no " + action + " in the audit");
    }

    @Test
    void a_number_that_is_no_good_shows_in_words_in_lists_tables_and_on_paper() throws IOException {
        // given: a family whose number turned out to be a landline
        Post post = teacher.write(families, Map.of("body", "Goûter", "urgency", "routine"))
                .is(201)
                .as(Post.class);
        hub.sql("""
                insert into suppressed_address (route, address, reason, code, at)
                values ('sms', '+33700000007', 'landline', 21614, now()) on conflict do nothing
                """);
        try {
            // then: the list says so, without the number
            Until.holds(
                    PATIENCE,
                    () -> child(post, "Awa")
                            .at("/guardians/0/reasons/0/text")
                            .asText()
                            .equals("numéro fixe"));
            assertFalse(teacher.reachChildren(post, "").text().contains("+337"));

            // and the table for a spreadsheet
            Answer sheet = file(post, ".csv?state=not_reached");
            assertTrue(sheet.text().startsWith("\uFEFFÉcole;Classe;Enfant;"), sheet.text());
            assertTrue(sheet.text()
                    .contains("CE1;Awa Diallo;non joint;Fatou Diallo;responsable légal;non joint;numéro fixe"));
            assertFalse(sheet.text().contains("+337"));

            // and the printed list, on which the teacher finds whom to call
            String paper = paper(teacher, post);
            assertTrue(paper.contains("Familles à prévenir") && paper.contains("Awa Diallo"), paper);
            assertTrue(paper.contains("Fatou Diallo (responsable légal) · +33700000007 · numéro fixe"), paper);
        } finally {
            hub.sql("delete from suppressed_address where address = '+33700000007'");
        }
    }

    @Test
    void of_a_bulletin_the_town_sees_its_lists_and_a_head_the_own_school_with_numbers_to_call() throws IOException {
        UUID bulletins = hub.channel(
                "town_bulletin", place -> world.aubin.id().equals(place.town()) && "canteen".equals(place.service()));
        Member officer = hub.as(world.canteenAubin);
        Post post = officer.bulletin(bulletins, "Cantine", "Fermée", new Audience("town", world.aubin.id()))
                .is(201)
                .as(Post.class);

        // the officer counts all children of the town, school by school, and names those on the list of the canteen
        JsonNode numbers = officer.reach(post).is(200).json();
        assertTrue(numbers.at("/children/total").asInt() >= 6, numbers.toString());
        assertTrue(numbers.path("schools").size() >= 2, numbers.toString());
        String listed = officer.reachChildren(post, "?limit=100").is(200).text();
        assertTrue(listed.contains("Lina Moreau"), listed);
        assertFalse(listed.contains("Zoé Petit"), listed);
        assertFalse(paper(officer, post).contains("+337"));

        // a head sees the own school's children, all of them, and whom to call
        Member head = hub.as(world.headVerne);
        String verne = head.reachChildren(post, "?limit=100").is(200).text();
        assertTrue(verne.contains("Zoé Petit"), verne);
        assertFalse(verne.contains("Inès Roy"), verne);
        assertTrue(paper(head, post).contains("+33700000007"));
        head.remind(post).is(403).refused("forbidden");

        // and nobody elsewhere sees anything
        hub.as(world.headSand).reach(post).is(404).refused("not_found");
        hub.as(world.claireMoreau).reach(post).is(403).refused("forbidden");
        Post elsewhere = officer.bulletin(bulletins, "Curie", "Fermée", new Audience("school", world.curie.id()))
                .is(201)
                .as(Post.class);
        head.reach(elsewhere).is(404).refused("not_found");
    }

    @Test
    void a_wrong_contact_is_a_task_of_the_childs_school_until_it_changes() {
        // given: a family of its own whose mailbox turns out not to exist
        UUID person = world.evaBlanc.person().id();
        String mailbox = String.valueOf(world.evaBlanc.person().email());
        String tasks = "/api/v1/schools/" + world.sand.id() + "/contact-tasks";
        hub.sql("""
                insert into suppressed_address (route, address, reason, code, at)
                values ('email', lower(?), 'bad_address', 550, now()) on conflict do nothing
                """, mailbox);

        // then: the head of the school is told, masked; other heads are not
        Member head = hub.as(world.headSand);
        String told = head.api().get(tasks).is(200).text();
        assertTrue(told.contains("Eva Blanc") && told.contains("Léa Blanc · CP"), told);
        assertTrue(told.contains("adresse inconnue") && !told.contains(mailbox), told);
        hub.as(world.headVerne).api().get(tasks).is(404).refused("not_found");
        hub.as(world.teacherSand).api().get(tasks).is(404).refused("not_found");

        // when the family's address is changed, it closes by itself, and the old address is forgotten
        hub.sql("update person set email = 'eva.neuve@example.org' where id = ?", person);
        assertEquals(0, head.api().get(tasks).is(200).json().path("items").size());
        hub.sql("update person set email = ? where id = ?", mailbox, person);
        assertEquals(0, head.api().get(tasks).is(200).json().path("items").size());

        // and by hand
        hub.sql("""
                insert into suppressed_address (route, address, reason, code, at)
                values ('email', lower(?), 'gone', 550, now()) on conflict do nothing
                """, mailbox);
        String id = head.api().get(tasks).is(200).json().at("/items/0/id").asText();
        head.api().post(tasks + "/" + UUID.randomUUID() + "/close").is(404).refused("not_found");
        head.api().post(tasks + "/" + id + "/close").is(204);
        assertEquals(0, head.api().get(tasks).is(200).json().path("items").size());
        hub.sql("delete from suppressed_address where address = lower(?)", mailbox);
    }

    private Post urgent(String body) {
        return teacher.write(families, Map.of("body", body, "urgency", "urgent"))
                .is(201)
                .as(Post.class);
    }

    private JsonNode child(Post post, String given) {
        for (JsonNode child :
                teacher.reachChildren(post, "?limit=100").is(200).json().path("items")) {
            if (child.path("name").asText().startsWith(given)) {
                return child;
            }
        }
        throw new AssertionError("no " + given + " on the board");
    }

    private static JsonNode board(JsonNode frame, Post post) {
        boolean ours = frame.path("type").asText().equals("reach")
                && frame.path("post").asText().equals(post.id().toString());
        return ours ? frame.path("reach") : com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    private Answer file(Post post, String ending) {
        return teacher.api()
                .get("/api/v1/channels/" + post.channel() + "/posts/" + post.id() + "/reach" + ending)
                .is(200);
    }

    private String paper(Member member, Post post) throws IOException {
        byte[] bytes = member.api()
                .get("/api/v1/channels/" + post.channel() + "/posts/" + post.id() + "/reach.pdf")
                .is(200)
                .body();
        try (var document = Loader.loadPDF(bytes)) {
            return new PDFTextStripper().getText(document).replace("\n", " ").replaceAll(" +", " ");
        }
    }
}
