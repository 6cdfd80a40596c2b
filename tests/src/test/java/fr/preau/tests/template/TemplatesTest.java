package fr.preau.tests.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import fr.preau.tests.fixture.HubUnderTest;
import fr.preau.tests.fixture.SharedHub;
import fr.preau.tests.wire.Member;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator chooses the territory's words, tries them first, and goes back to the standard. */
@ExtendWith(SharedHub.class)
class TemplatesTest {
    private static final String PATH = "/api/v1/territories/"
            + UUID.nameUUIDFromBytes("territory".getBytes(StandardCharsets.UTF_8)) + "/templates";

    private final HubUnderTest hub;
    private final Member operator;

    TemplatesTest(HubUnderTest hub) {
        this.hub = hub;
        this.operator = hub.as(hub.world().operator);
    }

    @Test
    void a_template_is_tried_set_changed_and_dropped() {
        var tried = operator.api()
                .post(
                        PATH + "/preview",
                        Map.of(
                                "category",
                                "notice",
                                "title",
                                "Sortie",
                                "text",
                                "**Demain**",
                                "sms",
                                "{{title}} : {{text}} ({{author}})",
                                "subject",
                                "Info {{title}}",
                                "intro",
                                "Bonjour,"))
                .is(200)
                .json();
        assertEquals(
                "Sortie : Demain (Mme Martin)", tried.path("sms").path("text").asText());
        assertEquals(1, tried.path("sms").path("segments").asInt());
        assertEquals("Info Sortie", tried.path("email").path("subject").asText());
        assertTrue(tried.path("email").path("html").asText().contains("<strong>Demain</strong>"));
        assertTrue(tried.path("email").path("text").asText().contains("Bonjour,"));
        assertEquals("{\"category\":\"notice\"}", tried.path("push").toString());

        operator.api()
                .put(PATH, Map.of("category", "early_childhood", "part", "sms", "language", "fr", "text", "{{title}}"))
                .is(200);
        var held = operator.api()
                .put(
                        PATH,
                        Map.of("category", "early_childhood", "part", "sms", "language", "fr", "text", "{{title}} !"))
                .is(200)
                .json();
        var mine = of(held, "early_childhood");
        assertEquals("{{title}} !", mine.getFirst().path("text").asText());
        assertEquals(2, mine.getFirst().path("version").asInt());
        assertEquals(1, mine.size());

        operator.api().delete(PATH + "?category=early_childhood&part=sms").is(204);
        var told = operator.api().get("/api/v1/audit").is(200).json().path("items");
        assertTrue(
                told.findValuesAsText("action").containsAll(List.of("template_set", "template_dropped")),
                told.toString());
        assertFalse(told.toString().contains("{{title}}"), "which words, not what they say");
        operator.api().delete(PATH + "?category=early_childhood&part=sms").refused("not_found");
        assertEquals(
                0, operator.api().get(PATH).is(200).json().path("templates").size());
    }

    @Test
    void what_is_wrong_is_refused_with_its_place_and_what_there_is() {
        var refusal = operator.api()
                .put(PATH, Map.of("category", "*", "part", "sms", "language", "fr", "text", "Bonjour {{titre}}"))
                .refused("invalid_field");
        assertEquals(
                "text: unknown_variable at 9 ({{titre}}); known: {{school}} {{title}} {{text}} {{link}} {{author}}",
                refusal.json().path("field").asText());
        for (var wrong : new String[] {"{{title", "<b>x</b>", "a }} b"}) {
            operator.api()
                    .put(PATH, Map.of("category", "*", "part", "sms", "language", "fr", "text", wrong))
                    .refused("invalid_field");
        }
        operator.api()
                .put(PATH, Map.of("category", "*", "part", "subject", "language", "fr", "text", "a\nBcc: b"))
                .refused("invalid_field");
        var faults = operator.api()
                .post(PATH + "/preview", Map.of("sms", "{{a}} {{b}}", "subject", "{{text}}"))
                .is(200)
                .json()
                .path("faults");
        assertEquals(3, faults.size());
        assertEquals(7, faults.path(1).path("place").asInt());
        assertEquals(
                "[\"school\",\"title\",\"author\"]",
                faults.path(2).path("variables").toString());
        assertEquals(
                0, operator.api().get(PATH).is(200).json().path("templates").size());
    }

    @Test
    void nobody_else_finds_them_and_a_word_about_one_child_is_never_shown_with_its_text() {
        var teacher = hub.as(hub.world().teacherVerneCp).api();
        teacher.get(PATH).refused("not_found");
        teacher.put(PATH, Map.of("category", "*", "part", "sms", "language", "fr", "text", "x"))
                .refused("not_found");
        teacher.post(PATH + "/preview", Map.of()).refused("not_found");

        var sealed = operator.api()
                .post(
                        PATH + "/preview",
                        Map.of("category", "liaison", "title", "Chute", "text", "Léa", "sms", "{{text}}"))
                .is(200)
                .json();
        assertFalse(sealed.toString().contains("Léa") || sealed.toString().contains("Chute"), sealed.toString());
    }

    private static List<JsonNode> of(JsonNode templates, String category) {
        List<JsonNode> found = new ArrayList<>();
        templates.path("templates").forEach(one -> {
            if (one.path("category").asText().equals(category)
                    && one.path("language").asText().equals("fr")) {
                found.add(one);
            }
        });
        return found;
    }
}
