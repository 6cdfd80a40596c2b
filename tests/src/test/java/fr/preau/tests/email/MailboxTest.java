package fr.preau.tests.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.preau.tests.fixture.HubUnderTest;
import fr.preau.tests.fixture.Until;
import fr.preau.tests.wire.Stream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A mother with an e-mail address and no app, on a hub whose e-mail goes to imaginary mailboxes by real SMTP. */
@Timeout(120)
class MailboxTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String CHOSEN = "select count(*) from reach_preference r join person p on p.id = r.person_id"
            + " where r.route = 'email' and r.choice = 'off' and p.email = ?";

    private static HubUnderTest hub;
    private static UUID mother;
    private static String mailbox;

    @BeforeAll
    static void start() {
        hub = HubUnderTest.alone(Map.of(
                "email.provider", "sandbox",
                "email.perSecond", "500",
                "email.inbound.enabled", "true",
                "email.inbound.port", "0",
                "email.inbound.domain", "reponse.preau.example"));
        var account = hub.world().annePetit;
        mother = account.id();
        mailbox = account.person().email();
        hub.sql("update account set activated_at = null where id = ?", mother);
        hub.sql(
                "update person set phone_mobile = null where id = ?",
                account.person().id());
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void a_post_reaches_the_mailbox_and_the_answer_appears_on_the_teachers_open_stream() {
        var teacher = hub.as(hub.world().teacherVerneCp);
        var channel = families();
        try (Stream stream = teacher.stream()) {
            stream.await("welcome");
            teacher.write(
                            channel,
                            Map.of("title", "Piscine lundi", "body", "Pensez au **bonnet**.", "urgency", "urgent"))
                    .is(201);

            var mail = gets("Piscine lundi");
            assertTrue(mail.path("text").asText().contains("Pensez au bonnet."), mail.toString());
            assertTrue(mail.path("from").asText().contains("(Préau)"), mail.toString());

            var taken = post("/sandbox/mailboxes/" + encoded(mailbox) + "/reply", Map.of("text", "Il l’aura, merci !"));
            assertEquals(Map.of("taken", true), JSON.convertValue(taken, Map.class));

            var event = stream.await(
                    "event",
                    frame -> frame.path("post")
                            .path("author")
                            .path("account")
                            .asText()
                            .equals(mother.toString()));
            assertEquals(
                    "> Piscine lundi\n\nIl l’aura, merci !",
                    event.path("post").path("body").asText());
            assertFalse(event.path("channel").asText().equals(channel.toString()), "not before all other families");
        }
    }

    @Test
    void a_mailbox_that_turns_out_not_to_exist_is_named_so() {
        post("/sandbox/faults", Map.of("route", "email", "fault", "bounced", "address", mailbox));
        var teacher = hub.as(hub.world().teacherVerneCp);
        var posted = teacher.write(families(), Map.of("title", "Photo", "body", "Demain", "urgency", "urgent"))
                .is(201)
                .as(fr.preau.tests.wire.Views.Post.class);

        Until.holds(
                PATIENCE,
                () -> count(
                                "select count(*) from delivery where post_id = ? and state = 'undelivered' and reason = 'bad_address'",
                                posted.id())
                        == 1);
        assertEquals(
                1, count("select count(*) from suppressed_address where route = 'email' and address = ?", mailbox));
        hub.sql("delete from suppressed_address");
    }

    @Test
    void one_click_ends_e_mails_of_that_kind_only_and_the_page_takes_it_back() throws Exception {
        hub.as(hub.world().teacherVerneCp)
                .write(families(), Map.of("title", "Sortie", "body", "Jeudi", "urgency", "urgent"))
                .is(201);
        var link = URI.create(gets("Sortie").path("text").asText().replaceAll("(?s).*(/u/[a-z2-7]{26}).*", "$1"));

        var asked = page(link, null);
        assertEquals(200, asked.statusCode());
        assertTrue(asked.body().contains("les messages de la classe"), asked.body());
        assertFalse(asked.body().contains(mailbox) || asked.body().contains("<script"), asked.body());
        assertEquals(0, count(CHOSEN, mailbox), "opening it changes nothing");

        var done = page(link, "List-Unsubscribe=One-Click");
        assertEquals(200, done.statusCode());
        assertTrue(done.body().contains("C’est fait") && done.body().contains("value=\"undo\""), done.body());
        assertEquals(1, count(CHOSEN, mailbox));
        assertEquals(0, count("select count(*) from suppressed_address where address = ?", mailbox));
        var posted = hub.as(hub.world().teacherVerneCp)
                .write(families(), Map.of("title", "Goûter", "body", "Vendredi", "urgency", "urgent"))
                .is(201)
                .as(fr.preau.tests.wire.Views.Post.class);
        Until.holds(
                PATIENCE,
                () -> count("select count(*) from untold where reason = 'opted_out' and post_id = ?", posted.id())
                        == 1);

        assertEquals(400, page(link, "do=perhaps").statusCode());
        assertTrue(page(link, "do=all").body().contains("value=\"undo\""));
        assertTrue(count(CHOSEN, mailbox) > 1);
        assertTrue(page(link, "do=undo").body().contains("C’est annulé"));
        assertEquals(0, count(CHOSEN, mailbox));
        for (var forged : List.of("/u/" + "a".repeat(26), "/u/x", link + "a")) {
            assertEquals(404, page(URI.create(forged), null).statusCode());
            var answer = page(URI.create(forged), "List-Unsubscribe=One-Click");
            assertEquals(404, answer.statusCode());
            assertTrue(answer.body().contains("Ce lien n’est plus valable"), answer.body());
        }
    }

    private static HttpResponse<String> page(URI link, @Nullable String form) throws Exception {
        var request = HttpRequest.newBuilder(hub.base().resolve(link));
        if (form != null) {
            request.header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form));
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static UUID families() {
        return hub.channel("class_families", place -> hub.world().verneCp.id().equals(place.schoolClass()));
    }

    private static JsonNode gets(String subject) {
        var found = new ArrayList<JsonNode>();
        Until.holds(PATIENCE, () -> {
            found.clear();
            mails().stream()
                    .filter(mail -> mail.path("subject").asText().contains(subject))
                    .forEach(found::add);
            return !found.isEmpty();
        });
        return found.getFirst();
    }

    private static List<JsonNode> mails() {
        var mails = new ArrayList<JsonNode>();
        ask(HttpRequest.newBuilder(hub.base().resolve("/sandbox/mailboxes?q=" + encoded(mailbox)))
                        .build())
                .path("mailboxes")
                .forEach(box -> box.path("messages").forEach(mails::add));
        return mails;
    }

    private static long count(String sql, Object value) {
        return hub.database(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                statement.setObject(1, value);
                try (var rows = statement.executeQuery()) {
                    rows.next();
                    return rows.getLong(1);
                }
            }
        });
    }

    private static JsonNode post(String path, Map<String, ?> body) {
        try {
            return ask(HttpRequest.newBuilder(hub.base().resolve(path))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode ask(HttpRequest request) {
        try {
            var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            assertTrue(answer.statusCode() < 300, answer.statusCode() + " " + answer.body());
            return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
