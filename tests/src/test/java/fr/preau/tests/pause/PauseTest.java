package fr.preau.tests.pause;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.tests.fixture.HubUnderTest;
import fr.preau.tests.fixture.SharedHub;
import fr.preau.tests.wire.Answer;
import fr.preau.tests.wire.Member;
import fr.preau.tests.world.Model.Account;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A head sets the pause of their school, an operator that of the territory; writers are told when notices leave. */
@ExtendWith(SharedHub.class)
class PauseTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final HubUnderTest hub;
    private final Member head;
    private final String verne;
    private final String territory;
    private final UUID notices;

    PauseTest(HubUnderTest hub) {
        this.hub = hub;
        this.head = hub.as(hub.world().headVerne);
        this.verne = "/api/v1/schools/" + hub.world().verne.id() + "/pause";
        this.territory = "/api/v1/territories/" + territory(hub) + "/pause";
        this.notices =
                hub.channel("school_notice", place -> hub.world().verne.id().equals(place.school()));
    }

    @AfterEach
    void nothingIsSet() {
        hub.sql("delete from pause_policy"); // and, so that the hub looks again at once:
        hub.as(hub.world().operator).api().put(territory, rule("20:00", "07:00", Map.of("enabled", false)));
        hub.as(hub.world().operator).api().delete(territory).is(204);
    }

    @Test
    void a_head_sets_the_hours_of_the_school_and_drops_them_again() {
        Answer set = head.api().put(verne, rule("19:00", "08:00", Map.of())).is(200);

        assertEquals("19:00", set.json().at("/standard/evening").asText());
        assertEquals(1, head.api().get(verne).is(200).json().path("rules").size());

        head.api().delete(verne).is(204);

        assertEquals(0, head.api().get(verne).is(200).json().path("rules").size());
        head.api().delete(verne).is(404).refused("not_found");
        assertEquals(List.of("pause_dropped", "pause_set"), lastAudited());
    }

    @Test
    void setting_the_same_rule_again_replaces_it_and_another_class_of_message_is_another_rule() {
        head.api().put(verne, rule("19:00", "08:00", Map.of())).is(200);
        head.api().put(verne, rule("18:00", "08:00", Map.of())).is(200);
        Answer both = head.api()
                .put(verne, rule("17:00", "08:00", Map.of("category", "direct")))
                .is(200);

        assertEquals(2, both.json().path("rules").size());
        head.api().delete(verne + "?category=direct").is(204);
        assertEquals(
                "18:00", head.api().get(verne).json().at("/rules/0/evening").asText());
    }

    @Test
    void nobody_else_sees_or_sets_it() {
        var world = hub.world();
        for (Account account :
                List.of(world.headSand, world.teacherVerneCp, world.claireMoreau, world.canteenAubin, world.operator)) {
            hub.as(account).api().get(verne).is(404).refused("not_found");
            hub.as(account)
                    .api()
                    .put(verne, rule("19:00", "08:00", Map.of()))
                    .is(404)
                    .refused("not_found");
            hub.as(account).api().delete(verne).is(404).refused("not_found");
        }
        head.api().put(territory, rule("19:00", "08:00", Map.of())).is(404).refused("not_found");
    }

    @Test
    void an_operator_s_rule_holds_where_a_head_set_none() {
        hub.as(hub.world().operator)
                .api()
                .put(territory, rule("18:00", "08:00", Map.of()))
                .is(200);
        assertEquals(
                "18:00", head.api().get(verne).json().at("/standard/evening").asText());

        head.api().put(verne, rule("19:00", "08:00", Map.of())).is(200);

        assertEquals(
                "19:00", head.api().get(verne).json().at("/standard/evening").asText());
        var sand = "/api/v1/schools/" + hub.world().sand.id() + "/pause";
        assertEquals(
                "18:00",
                hub.as(hub.world().headSand)
                        .api()
                        .get(sand)
                        .json()
                        .at("/standard/evening")
                        .asText());
    }

    @Test
    void hours_that_leave_nothing_of_the_day_are_told() {
        Answer answer = head.api().put(verne, rule("09:00", "08:00", Map.of())).is(400);

        answer.refused("invalid_field");
        assertEquals("morning", answer.json().path("field").asText());
    }

    @Test
    void a_writer_is_told_that_notices_leave_at_once_or_when_the_pause_ends() {
        Answer open = leavesAt().is(200);
        assertTrue(open.json().path("atOnce").asInt() > 3, open.text());
        assertEquals(0, open.json().path("later").asInt());
        assertFalse(open.json().has("from"));

        // given a pause in whose middle we are now
        boolean forenoon = LocalDateTime.now(PARIS).getHour() < 12;
        head.api()
                .put(verne, forenoon ? rule("21:00", "14:00", Map.of()) : rule("10:00", "06:00", Map.of()))
                .is(200);
        Answer resting = leavesAt().is(200);

        assertEquals(0, resting.json().path("atOnce").asInt(), resting.text());
        assertEquals(
                open.json().path("atOnce").asInt(), resting.json().path("later").asInt());
        var from = Instant.parse(resting.json().path("from").asText()).atZone(PARIS);
        var to = Instant.parse(resting.json().path("to").asText()).atZone(PARIS);
        assertEquals(forenoon ? "14:00" : "06:00", from.toLocalTime().toString());
        assertEquals(from.plusMinutes(15), to);
    }

    @Test
    void who_may_not_write_is_not_told_when_it_would_leave() {
        hub.as(hub.world().claireMoreau)
                .api()
                .post("/api/v1/channels/" + notices + "/leaves-at", Map.of())
                .is(403)
                .refused("forbidden");
        hub.as(hub.world().headSand)
                .api()
                .post("/api/v1/channels/" + notices + "/leaves-at", Map.of())
                .is(404);
    }

    private List<String> lastAudited() {
        return hub.database(connection -> {
            List<String> actions = new ArrayList<>();
            try (var rows = connection
                    .createStatement()
                    .executeQuery(
                            "select action from audit_event where action like 'pause%' and subject_kind = 'school'"
                                    + " order by seq desc limit 2")) {
                while (rows.next()) {
                    actions.add(rows.getString(1));
                }
            }
            return actions;
        });
    }

    private Answer leavesAt() {
        return head.api().post("/api/v1/channels/" + notices + "/leaves-at", Map.of());
    }

    private static UUID territory(HubUnderTest hub) {
        return hub.database(connection -> {
            try (var rows = connection.createStatement().executeQuery("select id from territory")) {
                rows.next();
                return rows.getObject(1, UUID.class);
            }
        });
    }

    private static Map<String, Object> rule(String evening, String morning, Map<String, Object> other) {
        Map<String, Object> rule = new LinkedHashMap<>(Map.of(
                "enabled",
                true,
                "evening",
                evening,
                "morning",
                morning,
                "weekend",
                false,
                "spreadMinutes",
                15,
                "publicHolidays",
                false,
                "schoolHolidays",
                false));
        rule.putAll(other);
        return rule;
    }
}
