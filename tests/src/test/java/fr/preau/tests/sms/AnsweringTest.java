package fr.preau.tests.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import fr.preau.tests.fixture.HubUnderTest;
import fr.preau.tests.fixture.SharedHub;
import fr.preau.tests.fixture.Until;
import fr.preau.tests.wire.Member;
import fr.preau.tests.wire.Stream;
import fr.preau.tests.wire.Views.Audience;
import fr.preau.tests.wire.Views.Post;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A parent without an app answers by text message. */
@ExtendWith(SharedHub.class)
class AnsweringTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HubUnderTest hub;

    AnsweringTest(HubUnderTest hub) {
        this.hub = hub;
    }

    @Test
    void an_answer_to_a_word_appears_on_the_teachers_open_stream_in_the_childs_own_channel() {
        var family = new Family(hub, 1);
        var phone = new Phone(hub, family.telephone);
        var teacher = hub.signIn(family.teachers.getFirst());
        try (Stream stream = teacher.stream()) {
            stream.await("welcome");
            urgent(teacher, family.families.getFirst(), "Sortie annulée", "La sortie de demain est annulée.");
            phone.gets(text -> text.contains("Sortie annulée"));

            phone.writes("D'accord, merci. Bineta mangera à la cantine ?");

            var event = stream.await("event", frame -> in(frame, family.liaisons.getFirst()));
            var post = event.path("post");
            assertEquals(
                    "> Sortie annulée\n\nD'accord, merci. Bineta mangera à la cantine ?",
                    post.path("body").asText());
            assertEquals(
                    family.account.toString(),
                    post.path("author").path("account").asText());
        }
    }

    @Test
    void an_answer_in_the_same_channel_answers_the_post_itself() {
        var family = new Family(hub, 1);
        var word = word(family, 0, "Pensez au cahier");
        family.heardOf(family.liaisons.getFirst());

        new Phone(hub, family.telephone).writes("C'est noté");

        var answer = answerIn(family, 0);
        assertEquals("C'est noté", answer.body());
        assertEquals(word.id(), answer.replyTo());
    }

    @Test
    void the_same_message_passed_on_twice_is_one_post() {
        var family = new Family(hub, 1);
        word(family, 0, "Pensez au cahier");
        family.heardOf(family.liaisons.getFirst());
        var phone = new Phone(hub, family.telephone);

        var id = phone.writes("Oui");
        assertEquals(200, phone.again("Oui", id));
        answerIn(family, 0);
        assertEquals(200, phone.again("Oui", id));

        assertEquals(1, family.count("select count(*) from sms_inbound where provider_id = ?", id));
        assertEquals(1, family.count("select count(*) from post where author_id = ?", family.account));
    }

    @Test
    void where_it_is_not_certain_a_question_goes_back_and_its_number_settles_it() {
        var family = new Family(hub, 2);
        word(family, 0, "Pensez au cahier");
        word(family, 1, "Pensez à la flûte");
        family.liaisons.forEach(family::heardOf);
        var phone = new Phone(hub, family.telephone);

        phone.writes("Il l'a oublié hier");
        phone.writes("Pardon");
        var question = phone.gets(text -> text.contains("pour qui"));
        settled(family, 2, "asked");
        assertTrue(question.contains("1 pour ") && question.contains("2 pour "), question);
        assertTrue(!question.contains("Bineta"), "no child is named outside the house");
        assertEquals(0, family.count("select count(*) from post where author_id = ?", family.account));

        phone.writes("3");
        phone.gets(text -> text.contains("de 1 à 2"));
        int chosen = question.indexOf("-" + suffix(family, 0)) < question.indexOf("-" + suffix(family, 1)) ? 1 : 0;
        phone.writes("2");

        Until.holds(PATIENCE, () -> family.count("select count(*) from post where author_id = ?", family.account) == 2);
        assertEquals(
                2,
                family.count(
                        "select count(*) from post where author_id = ? and channel_id = ?",
                        family.account,
                        family.liaisons.get(chosen)));
        assertEquals(
                1,
                phone.texts().stream().filter(text -> text.contains("pour qui")).count(),
                "asked once");
    }

    @Test
    void an_answer_to_a_bulletin_is_shown_to_its_service_alone_and_the_parent_is_told_that_nobody_writes_back() {
        var family = new Family(hub, 1);
        var channel = hub.channel(
                "town_bulletin",
                place -> hub.world().courvelles.id().equals(place.town()) && "canteen".equals(place.service()));
        hub.as(hub.world().canteenCourvelles)
                .bulletin(
                        channel,
                        "Menu",
                        "Pas de poisson",
                        new Audience("town", hub.world().courvelles.id()))
                .is(201);
        family.heardOf(channel);
        var phone = new Phone(hub, family.telephone);

        phone.writes("Et sans porc ?");

        var answer =
                phone.gets(text -> text.contains("qui ne repond pas par SMS") || text.contains("qui ne répond pas"));
        assertTrue(answer.contains("Courvelles, cantine"), answer);
        settled(family, 1, "unread");

        // The officer reads it, with a name only once the child is on the service's list; others do not.
        var answers = "/api/v1/channels/" + channel + "/sms-answers";
        var officer = hub.as(hub.world().canteenCourvelles).api();
        var nameless = given(officer.get(answers).is(200).json());
        assertEquals("Menu", nameless.path("title").asText());
        assertFalse(nameless.has("from"), nameless.toString());
        hub.sql("""
                insert into enrolment (pupil_id, activity) select pupil_id, 'canteen' from guardianship where guardian_id = ?
                """, family.mother);
        var named = given(officer.get(answers).is(200).json());
        assertTrue(named.path("from").asText().startsWith("Awa Sarr"), named.toString());
        assertEquals("Bineta Sarr", named.at("/children/0").asText());
        assertFalse(named.toString().contains(family.telephone));
        hub.as(hub.world().headSand).api().get(answers).is(403).refused("forbidden");
        hub.as(hub.world().evaBlanc).api().get(answers).is(403).refused("forbidden");
        hub.as(hub.world().canteenAubin).api().get(answers).is(404).refused("not_found");
    }

    private static JsonNode given(JsonNode page) {
        for (JsonNode one : page.path("items")) {
            if (one.path("text").asText().equals("Et sans porc ?")) {
                return one;
            }
        }
        throw new AssertionError("no answer in " + page);
    }

    @Test
    void a_telephone_that_nobody_knows_is_kept_and_told_once() {
        var family = new Family(hub, 1);
        var stranger = "+33639986001";
        var phone = new Phone(hub, stranger);

        phone.writes("Bonjour");
        phone.gets(text -> text.contains("pas pu transmettre"));
        phone.writes("Il y a quelqu'un ?");

        Until.holds(
                PATIENCE,
                () -> family.count("select count(*) from sms_inbound where address = ? and state = 'unknown'", stranger)
                        == 2);
        assertEquals(1, family.count("select count(*) from sms_answer where address = ?", stranger));
    }

    @Test
    void a_number_that_went_to_somebody_else_never_writes_in_the_first_ones_name() {
        var family = new Family(hub, 1);
        word(family, 0, "Pensez au cahier");
        family.heardOf(family.liaisons.getFirst());
        hub.sql("update person set phone_mobile = null where id = ?", family.mother);

        new Phone(hub, family.telephone).writes("C'est moi");

        settled(family, 1, "unknown");
        assertEquals(0, family.count("select count(*) from post where author_id = ?", family.account));
    }

    @Test
    void a_guardian_who_no_longer_belongs_there_is_told_that_nothing_was_passed_on() {
        var family = new Family(hub, 1);
        word(family, 0, "Pensez au cahier");
        family.heardOf(family.liaisons.getFirst());
        hub.sql("update guardianship set ended_at = now() where guardian_id = ?", family.mother);
        var phone = new Phone(hub, family.telephone);

        phone.writes("Bonjour");

        phone.gets(text -> text.contains("pas pu transmettre votre message. Connectez-vous"));
        assertEquals(0, family.count("select count(*) from post where author_id = ?", family.account));
    }

    @Test
    void stop_is_respected_until_start() {
        var family = new Family(hub, 1);
        var teacher = hub.signIn(family.teachers.getFirst());
        var phone = new Phone(hub, family.telephone);

        phone.writes("Arrêt");
        settled(family, 1, "stopped");
        phone.gets(text -> text.contains("ne recevrez plus"));
        assertEquals(
                1,
                family.count(
                        "select count(*) from suppressed_address where route = 'sms' and address = ? and reason = 'opted_out'",
                        family.telephone));
        var unsent = urgent(teacher, family.families.getFirst(), "Sans elle", "Ce message ne part pas.");
        Until.holds(
                PATIENCE,
                () -> family.count(
                                "select count(*) from outbox where post_id = ? and cause = 'posted' and done_at is not null",
                                unsent.id())
                        == 1);
        Until.holds(
                PATIENCE,
                () -> family.count(
                                "select count(*) from delivery where address = ? and state in ('pending', 'sending')",
                                family.telephone)
                        == 0);

        phone.writes("START");
        settled(family, 1, "started");
        urgent(teacher, family.families.getFirst(), "Avec elle", "Ce message part.");

        phone.gets(text -> text.contains("Avec elle"));
        assertTrue(phone.texts().stream().noneMatch(text -> text.contains("Sans elle")));
    }

    @Test
    void a_forged_or_altered_message_is_refused_and_leaves_no_trace() throws Exception {
        var family = new Family(hub, 1);
        var body = "MessageSid=SMffff&From=%2B" + family.telephone.substring(1) + "&To=PREAU&Body=Bonjour";

        for (var signature : List.of("", "bm90IHRoaXMgb25l", "x".repeat(5_000))) {
            var request = HttpRequest.newBuilder(hub.base().resolve("/callbacks/sms/twilio/inbound"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(body));
            if (!signature.isEmpty()) {
                request.header("X-Twilio-Signature", signature);
            }
            try (var http = HttpClient.newHttpClient()) {
                assertEquals(
                        403,
                        http.send(request.build(), HttpResponse.BodyHandlers.ofString())
                                .statusCode());
            }
        }

        assertEquals(0, family.count("select count(*) from sms_inbound where address = ?", family.telephone));
        assertEquals(
                1,
                family.count("select count(*) from audit_event where action = 'callback_refused'"
                        + " and detail::text like '%twilioInbound%'"),
                "one a minute");
    }

    private static String suffix(Family family, int child) {
        return child == 0 ? "a" : "b";
    }

    private void settled(Family family, int count, String state) {
        Until.holds(
                PATIENCE,
                () -> family.count(
                                "select count(*) from sms_inbound where address = ? and state = ?",
                                family.telephone,
                                state)
                        == count);
    }

    private Post word(Family family, int child, String body) {
        return hub.as(family.teachers.get(child))
                .write(family.liaisons.get(child), body)
                .is(201)
                .as(Post.class);
    }

    private Post answerIn(Family family, int child) {
        var teacher = hub.as(family.teachers.get(child));
        Until.holds(
                PATIENCE,
                () -> teacher.allPosts(family.liaisons.get(child)).stream()
                        .anyMatch(post -> post.author().account().equals(family.account)));
        return teacher.allPosts(family.liaisons.get(child)).stream()
                .filter(post -> post.author().account().equals(family.account))
                .findFirst()
                .orElseThrow();
    }

    private static Post urgent(Member teacher, UUID channel, String title, String body) {
        return teacher.write(channel, Map.of("title", title, "body", body, "urgency", "urgent"))
                .is(201)
                .as(Post.class);
    }

    private static boolean in(JsonNode frame, UUID channel) {
        return frame.path("channel").asText().equals(channel.toString());
    }
}
