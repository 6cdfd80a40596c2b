package fr.preau.tests.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import fr.preau.tests.fixture.HubUnderTest;
import fr.preau.tests.fixture.SharedHub;
import fr.preau.tests.wire.Member;
import fr.preau.tests.world.World;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who sees and sets what text messages may cost, and what a writer is told of it beforehand. */
@ExtendWith(SharedHub.class)
class BudgetsTest {
    private final HubUnderTest hub;
    private final World world;
    private final Member operator;

    BudgetsTest(HubUnderTest hub) {
        this.hub = hub;
        this.world = hub.world();
        this.operator = hub.as(world.operator);
    }

    @Test
    void a_districts_budget_is_seen_by_its_inspector_and_set_by_the_operator_who_is_in_the_audit() {
        String path = "/api/v1/districts/" + world.districts().getFirst().id() + "/sms-budget";

        var set = operator.api().put(path, Map.of("monthCap", 400)).is(200).json();
        assertEquals(400, set.path("monthCap").asInt());
        var inspector = hub.as(world.inspectorNorth).api();
        assertEquals(400, inspector.get(path).is(200).json().path("monthCap").asInt());
        inspector.get(path.replace("budget", "costs")).is(200);

        inspector.put(path, Map.of("monthCap", 500)).refused("forbidden");
        hub.as(world.inspectorSouth).api().get(path).refused("not_found");
        hub.as(world.canteenAubin).api().get(path).refused("not_found");
        JsonNode told = audited(path);
        assertEquals(world.operator.id().toString(), told.path("actor").asText());
        assertTrue(told.path("detail").asText().contains("400"), told.toString());
        operator.api().put(path, Map.of()).is(200);
    }

    @Test
    void who_writes_hears_beforehand_for_how_many_telephones_the_money_does_not_suffice() {
        var officer = hub.as(world.canteenAubin).api();
        UUID channel = hub.channel(
                "town_bulletin", place -> world.aubin.id().equals(place.town()) && "canteen".equals(place.service()));
        String count = "/api/v1/channels/" + channel + "/audience/count";
        var town = Map.of("audience", List.of(Map.of("scope", "town", "ref", world.aubin.id())));
        String budget = "/api/v1/towns/" + world.aubin.id() + "/sms-budget";

        assertEquals(
                0, officer.post(count, town).is(200).json().path("beyondBudget").asInt());
        officer.put(budget, Map.of("monthCap", 0)).is(200);
        var none = officer.post(count, town).is(200).json();
        officer.put(budget, Map.of()).is(200);

        assertTrue(none.path("bySms").asInt() > 0, none.toString());
        assertEquals(none.path("bySms").asInt(), none.path("beyondBudget").asInt());
    }

    private JsonNode audited(String path) {
        for (JsonNode event : operator.api().get("/api/v1/audit").is(200).json().path("items")) {
            if (event.path("action").asText().equals("sms_budget_set")
                    && path.contains(event.path("subjectId").asText())) {
                return event;
            }
        }
        throw new AssertionError("it is not in the audit");
    }
}
