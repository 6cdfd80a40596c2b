package fr.preau.tests.pause;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import fr.preau.tests.fixture.HubUnderTest;
import fr.preau.tests.fixture.SharedHub;
import fr.preau.tests.wire.Answer;
import fr.preau.tests.wire.Member;
import fr.preau.tests.world.Model.Account;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A head, a town's service and an operator decide which routes are used, above what people choose. */
@ExtendWith(SharedHub.class)
class PlaceReachTest {
    private final HubUnderTest hub;
    private final Member head;
    private final Member canteen;
    private final Member operator;
    private final Member parent;
    private final String verne;
    private final String aubin;
    private final String territory;

    PlaceReachTest(HubUnderTest hub) {
        this.hub = hub;
        var world = hub.world();
        this.head = hub.as(world.headVerne);
        this.canteen = hub.as(world.canteenAubin);
        this.operator = hub.as(world.operator);
        this.parent = hub.as(world.annePetit);
        this.verne = "/api/v1/schools/" + world.verne.id() + "/reach";
        this.aubin = "/api/v1/towns/" + world.aubin.id() + "/reach";
        this.territory = "/api/v1/territories/"
                + one("select territory_id from town where id = '" + world.aubin.id() + "'") + "/reach";
    }

    @AfterEach
    void nothingIsDecided() {
        hub.sql("delete from reach_layer");
        hub.sql("update school set digest_hour = null");
        hub.sql("update territory set digest_hour = null");
        hub.sql("delete from reach_profile");
        hub.sql("delete from reach_preference");
    }

    @Test
    void a_head_decides_for_the_school_and_families_see_it_beside_their_own_choice() {
        assertEquals("[]", closed(head.api().get(verne).is(200).json(), "notice", "closed"));

        JsonNode set = head.api()
                .put(verne, wish(Map.of("notice", List.of("sms", "email")), "17:00"))
                .is(200)
                .json();

        assertEquals("[\"email\",\"sms\"]", closed(set, "notice", "closed"));
        assertEquals("17:00", set.path("digestHour").asText());
        assertEquals(set, head.api().get(verne).is(200).json());
        JsonNode reach = parent.api().get("/api/v1/me/reach").is(200).json();
        JsonNode notice = category(reach, "notice");
        assertEquals("[\"email\",\"sms\"]", notice.path("closed").toString());
        assertEquals("on", notice.at("/choices/sms").asText(), "their own choice stays theirs");
        assertEquals("17:00", reach.path("digestHour").asText());
        assertEquals("[]", category(reach, "class").path("closed").toString());
        assertEquals(
                "reach_set " + hub.world().verne.id() + " {\"digestHour\":\"17:00\",\"notice\":\"email,sms\"}",
                one("select action || ' ' || subject_id || ' ' || detail from audit_event where action = 'reach_set'"
                        + " and subject_kind = 'school' order by seq desc limit 1"));

        head.api().put(verne, wish(Map.of(), null)).is(200);
        assertEquals(0, Integer.parseInt(one("select count(*) from reach_layer")));
        assertFalse(head.api().get(verne).json().has("digestHour"));
    }

    @Test
    void a_town_s_service_decides_for_itself_alone() {
        JsonNode set = canteen.api()
                .put(aubin, wish(Map.of("canteen", List.of("sms")), null))
                .is(200)
                .json();

        assertEquals(1, set.path("rules").size());
        refused(canteen, aubin, "rules.category", wish(Map.of("transport", List.of("sms")), null));
        refused(canteen, aubin, "digestHour", wish(Map.of(), "17:00"));
        assertEquals(
                "[\"sms\"]", closed(canteen.api().get(aubin).json(), "canteen", "closed"), "nothing was half done");
    }

    @Test
    void a_wider_place_counts_before_and_one_route_always_stays() {
        operator.api()
                .put(territory, wish(Map.of("notice", List.of("push")), "16:00"))
                .is(200);

        assertEquals("[\"push\"]", closed(head.api().get(verne).json(), "notice", "above"));
        refused(head, verne, "rules.closed", wish(Map.of("notice", List.of("email", "sms")), null));
        refused(head, verne, "rules.closed", wish(Map.of("class", List.of("push", "email", "sms")), null));
        head.api().put(verne, wish(Map.of("notice", List.of("email")), null)).is(200);

        JsonNode reach = parent.api().get("/api/v1/me/reach").json();
        assertEquals(
                "[\"push\",\"email\"]", category(reach, "notice").path("closed").toString());
        assertEquals("16:00", reach.path("digestHour").asText(), "the territory's, as the school has none");
    }

    @Test
    void nobody_else_sees_or_decides_it() {
        var world = hub.world();
        for (Account account :
                List.of(world.headSand, world.teacherVerneCp, world.annePetit, world.canteenAubin, world.operator)) {
            Member other = hub.as(account);
            other.api().get(verne).is(404).refused("not_found");
            other.api()
                    .put(verne, wish(Map.of("notice", List.of("sms")), null))
                    .is(404)
                    .refused("not_found");
        }
        head.api().get(aubin).is(404).refused("not_found");
        head.api().put(territory, wish(Map.of(), null)).is(404).refused("not_found");
        assertEquals("0", one("select count(*) from reach_layer"));
    }

    @Test
    void what_cannot_be_is_told_by_field() {
        refused(head, verne, "rules.category", wish(Map.of("canteen", List.of("sms")), null));
        refused(head, verne, "rules.closed", wish(Map.of("notice", List.of("pigeon")), null));
        refused(head, verne, "digestHour", wish(Map.of(), "21:00"));
        refused(
                head,
                verne,
                "rules",
                Map.of("rules", List.of(rule("notice", List.of("sms")), rule("notice", List.of("email")))));
        assertTrue(head.api().get(verne).is(200).text().contains("\"closed\":[]"));
    }

    private void refused(Member who, String path, String field, Map<String, Object> wish) {
        Answer answer = who.api().put(path, wish).is(400);
        answer.refused("invalid_field");
        assertEquals(field, answer.json().path("field").asText());
    }

    private static Map<String, Object> wish(Map<String, List<String>> closed, @Nullable String hour) {
        Map<String, Object> wish = new LinkedHashMap<>();
        wish.put(
                "rules",
                closed.entrySet().stream()
                        .map(one -> rule(one.getKey(), one.getValue()))
                        .toList());
        if (hour != null) {
            wish.put("digestHour", hour);
        }
        return wish;
    }

    private static Map<String, Object> rule(String category, List<String> closed) {
        return Map.of("category", category, "closed", closed);
    }

    private static String closed(JsonNode view, String category, String field) {
        for (JsonNode rule : view.path("rules")) {
            if (rule.path("category").asText().equals(category)) {
                return rule.path(field).toString();
            }
        }
        return "";
    }

    private static JsonNode category(JsonNode reach, String category) {
        for (JsonNode one : reach.path("categories")) {
            if (one.path("category").asText().equals(category)) {
                return one;
            }
        }
        throw new AssertionError(category);
    }

    private String one(String query) {
        return hub.database(connection -> {
            try (var rows = connection.createStatement().executeQuery(query)) {
                rows.next();
                return rows.getString(1);
            }
        });
    }
}
