package fr.preau.tests.pause;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import fr.preau.tests.fixture.HubUnderTest;
import fr.preau.tests.fixture.SharedHub;
import fr.preau.tests.wire.Answer;
import fr.preau.tests.wire.Member;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A person sees by which routes they can be reached, and says how they want it. */
@ExtendWith(SharedHub.class)
class PreferenceTest {
    private static final String PATH = "/api/v1/me/reach";

    private final HubUnderTest hub;
    private final Member parent;

    PreferenceTest(HubUnderTest hub) {
        this.hub = hub;
        this.parent = hub.as(hub.world().claireMoreau);
    }

    @AfterEach
    void nothingIsChosen() {
        hub.sql("delete from reach_preference");
        hub.sql("delete from reach_profile");
        hub.sql("update guardianship set call_first = false");
        hub.sql(
                "update person set language = 'fr' where id = ?",
                hub.world().claireMoreau.person().id());
    }

    @Test
    void at_first_everything_is_on_and_addresses_are_masked() {
        Answer answer = parent.api().get(PATH).is(200);
        JsonNode reach = answer.json();

        assertEquals("on", choice(reach, "canteen", "email"));
        assertEquals("18:00", reach.path("digestHour").asText());
        assertFalse(reach.has("quiet"));
        var person = hub.world().claireMoreau.person();
        assertTrue(reach.path("routes").size() > 0, answer.text());
        assertFalse(answer.text().contains(String.valueOf(person.mobile())), answer.text());
        assertFalse(answer.text().contains(String.valueOf(person.email())), answer.text());
    }

    @Test
    void what_is_chosen_is_kept_and_what_is_left_out_is_on_again() {
        JsonNode set = parent.api()
                .put(
                        PATH,
                        wish(Map.of(
                                "choices",
                                List.of(chosen("canteen", "sms", "off"), chosen("notice", "email", "digest")),
                                "digestHour",
                                "17:30",
                                "quiet",
                                Map.of("evening", "19:00", "morning", "08:00"),
                                "language",
                                "en")))
                .is(200)
                .json();

        assertEquals("off", choice(set, "canteen", "sms"));
        assertEquals("digest", choice(set, "notice", "email"));
        assertEquals("17:30", set.path("digestHour").asText());
        assertEquals("19:00", set.at("/quiet/evening").asText());
        assertEquals(set, parent.api().get(PATH).is(200).json());

        JsonNode cleared = parent.api().put(PATH, wish(Map.of())).is(200).json();

        assertEquals("on", choice(cleared, "canteen", "sms"));
        assertFalse(cleared.has("quiet"));
    }

    @Test
    void a_family_keeps_one_route_for_what_may_have_to_be_signed() {
        var silent = List.of(
                chosen("liaison", "push", "off"), chosen("liaison", "email", "off"), chosen("liaison", "sms", "off"));

        Answer answer = parent.api().put(PATH, wish(Map.of("choices", silent))).is(422);

        answer.refused("last_route");
        assertEquals("on", choice(parent.api().get(PATH).json(), "liaison", "sms"), "nothing was written");
        var canteen = List.of(
                chosen("canteen", "push", "off"), chosen("canteen", "email", "off"), chosen("canteen", "sms", "off"));
        parent.api().put(PATH, wish(Map.of("choices", canteen))).is(200);
    }

    @Test
    void what_cannot_be_is_told_by_field() {
        refused("choices.choice", Map.of("choices", List.of(chosen("notice", "sms", "digest"))));
        refused("choices.category", Map.of("choices", List.of(chosen("staff", "email", "off"))));
        refused(
                "choices",
                Map.of("choices", List.of(chosen("canteen", "sms", "off"), chosen("canteen", "sms", "off"))));
        refused("digestHour", Map.of("digestHour", "21:00"));
        refused("quiet.morning", Map.of("quiet", Map.of("evening", "12:00", "morning", "11:00")));
        refused("language", Map.of("language", "français"));
        refused("callFirst", Map.of("callFirst", List.of(UUID.randomUUID())));
    }

    @Test
    void a_guardian_says_for_which_child_to_be_called_first_and_takes_nothing_from_the_other() {
        JsonNode before = parent.api().get(PATH).json();
        String child = before.at("/children/0/id").asText();

        JsonNode set = parent.api()
                .put(PATH, wish(Map.of("callFirst", List.of(child))))
                .is(200)
                .json();

        assertTrue(set.at("/children/0/callFirst").asBoolean());
        for (int i = 1; i < set.path("children").size(); i++) {
            assertFalse(set.at("/children/" + i + "/callFirst").asBoolean());
        }
    }

    @Test
    void people_at_work_choose_for_what_they_get() {
        JsonNode teacher =
                hub.as(hub.world().teacherVerneCp).api().get(PATH).is(200).json();

        assertEquals("on", choice(teacher, "staff", "email"));
        assertEquals("", choice(teacher, "canteen", "email"), "not theirs");
        assertEquals(0, teacher.path("children").size());
    }

    private void refused(String field, Map<String, Object> change) {
        Answer answer = parent.api().put(PATH, wish(change)).is(400);
        answer.refused("invalid_field");
        assertEquals(field, answer.json().path("field").asText());
    }

    private static String choice(JsonNode reach, String category, String route) {
        for (JsonNode one : reach.path("categories")) {
            if (one.path("category").asText().equals(category)) {
                return one.path("choices").path(route).asText();
            }
        }
        return "";
    }

    private static Map<String, Object> chosen(String category, String route, String choice) {
        return Map.of("category", category, "route", route, "choice", choice);
    }

    private static Map<String, Object> wish(Map<String, Object> change) {
        Map<String, Object> wish = new LinkedHashMap<>(
                Map.of("choices", List.of(), "digestHour", "18:00", "quietWeekend", false, "language", "fr"));
        wish.putAll(change);
        return wish;
    }
}
