package fr.preau.tests.pause;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import fr.preau.tests.fixture.HubUnderTest;
import fr.preau.tests.fixture.SharedHub;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever reads a telephone says on a page without sign-in whether it is theirs. */
@ExtendWith(SharedHub.class)
class ContactLinkTest {
    private static final String TOKEN = "AAAAAAAAAAAAAAAAAAAAAA";

    private final HubUnderTest hub;
    private final String mobile;

    ContactLinkTest(HubUnderTest hub) {
        this.hub = hub;
        this.mobile = Objects.requireNonNull(hub.world().claireMoreau.person().mobile());
    }

    @AfterEach
    void nothingHappened() {
        hub.sql("delete from contact_link");
        hub.sql("delete from contact_confirmation");
        hub.sql("delete from suppressed_address where reason = 'not_theirs'");
    }

    @Test
    void a_telephone_is_confirmed_by_the_button_and_not_by_opening_the_page() throws Exception {
        link("now() + interval '1 day'");

        var page = get();

        assertEquals(200, page.statusCode());
        assertFalse(page.body().contains(mobile), "only its last digits");
        assertFalse(page.body().contains("Moreau"), "nothing about the person");
        assertFalse(page.body().contains("<script"));
        assertFalse(confirmed(), "mail programs open links by themselves");

        assertFalse(own("sms").path("confirmed").asBoolean());
        assertEquals(200, post("answer=mine").statusCode());
        assertTrue(confirmed());
        assertTrue(own("sms").path("confirmed").asBoolean());
        assertEquals(404, get().statusCode(), "it is for one use");
    }

    @Test
    void somebody_else_s_telephone_is_never_used_again() throws Exception {
        link("now() + interval '1 day'");

        assertEquals(200, post("answer=not_mine").statusCode());

        assertTrue(stopped());
        assertFalse(confirmed());
        assertEquals("not_theirs", own("sms").path("reason").asText(), "and the account says why");
        hub.as(hub.world().claireMoreau)
                .api()
                .post("/api/v1/me/reach/confirmations", Map.of("route", "sms"))
                .is(404);
    }

    @Test
    void a_link_that_has_expired_or_is_none_changes_nothing() throws Exception {
        link("now() - interval '1 minute'");

        assertEquals(404, get().statusCode());
        assertEquals(404, post("answer=not_mine").statusCode());
        assertFalse(stopped());
        assertEquals(404, send("GET", "/k/x", "").statusCode());
        assertEquals(404, send("POST", "/k/" + "B".repeat(22), "answer=mine").statusCode());
    }

    @Test
    void an_answer_that_is_none_is_told_and_the_link_still_works() throws Exception {
        link("now() + interval '1 day'");

        assertEquals(400, post("answer=perhaps").statusCode());
        assertEquals(400, post("").statusCode());
        assertEquals(200, get().statusCode());
    }

    @Test
    void a_person_may_ask_a_few_times_a_day() {
        var parent = hub.as(hub.world().claireMoreau).api();
        for (int i = 0; i < 3; i++) {
            parent.post("/api/v1/me/reach/confirmations", Map.of("route", "sms"))
                    .is(204);
        }
        parent.post("/api/v1/me/reach/confirmations", Map.of("route", "sms"))
                .is(429)
                .refused("too_many_requests");
    }

    private JsonNode own(String route) {
        for (JsonNode one : hub.as(hub.world().claireMoreau)
                .api()
                .get("/api/v1/me/reach")
                .is(200)
                .json()
                .path("routes")) {
            if (one.path("route").asText().equals(route)) {
                return one;
            }
        }
        throw new AssertionError("no " + route);
    }

    private void link(String until) {
        hub.sql(
                "insert into contact_link (hash, person_id, route, address, created_at, expires_at)"
                        + " values (sha256(?::bytea), ?, 'sms', ?, now() - interval '1 hour', " + until + ")",
                TOKEN.getBytes(StandardCharsets.US_ASCII),
                hub.world().claireMoreau.person().id(),
                mobile);
        hub.sql(
                "insert into contact_confirmation (person_id, route, address, asked_at) values (?, 'sms', ?, now())",
                hub.world().claireMoreau.person().id(),
                mobile);
    }

    private boolean confirmed() {
        return exists("select 1 from contact_confirmation where confirmed_at is not null");
    }

    private boolean stopped() {
        return exists("select 1 from suppressed_address where reason = 'not_theirs'");
    }

    private boolean exists(String query) {
        return hub.database(connection -> {
            try (var rows = connection.createStatement().executeQuery(query)) {
                return rows.next();
            }
        });
    }

    private HttpResponse<String> get() throws IOException, InterruptedException {
        return send("GET", "/k/" + TOKEN, "");
    }

    private HttpResponse<String> post(String form) throws IOException, InterruptedException {
        return send("POST", "/k/" + TOKEN, form);
    }

    private HttpResponse<String> send(String method, String path, String form)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(hub.base().resolve(path))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .method(method, BodyPublishers.ofString(form))
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
