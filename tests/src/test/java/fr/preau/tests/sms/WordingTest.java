package fr.preau.tests.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import fr.preau.tests.fixture.HubUnderTest;
import fr.preau.tests.fixture.SharedHub;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a writer is shown before a text message leaves. */
@ExtendWith(SharedHub.class)
class WordingTest {
    private final HubUnderTest hub;

    WordingTest(HubUnderTest hub) {
        this.hub = hub;
    }

    @Test
    void a_dear_letter_is_named_with_a_cheaper_wording() {
        var quote = quote("Le goûter de demain est reporté à jeudi, les enfants rentreront avec leur cartable.");

        assertEquals("ucs-2", quote.path("encoding").asText());
        assertEquals(2, quote.path("segments").asInt());
        assertEquals(15.0, quote.path("cents").asDouble());
        assertEquals("û", quote.path("costly").path(0).asText());
        assertEquals(1, quote.path("cheaper").path("segments").asInt());
        assertEquals(7.5, quote.path("cheaper").path("cents").asDouble());
        assertEquals(
                "Le gouter de demain est reporté à jeudi, les enfants rentreront avec leur cartable.",
                quote.path("cheaper").path("text").asText());
    }

    @Test
    void a_cheap_text_is_left_alone() {
        var quote = quote("L’école est fermée");

        assertEquals("L'école est fermée", quote.path("text").asText());
        assertEquals("gsm-7", quote.path("encoding").asText());
        assertFalse(quote.has("cheaper"));
    }

    private JsonNode quote(String text) {
        return hub.as(hub.world().teacherVerneCp)
                .api()
                .post("/api/v1/sms/wording", Map.of("text", text))
                .is(200)
                .as(JsonNode.class);
    }
}
