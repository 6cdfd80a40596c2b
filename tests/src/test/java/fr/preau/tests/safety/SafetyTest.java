package fr.preau.tests.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import fr.preau.tests.fixture.HubUnderTest;
import fr.preau.tests.fixture.SharedHub;
import fr.preau.tests.wire.Answer;
import fr.preau.tests.wire.Member;
import fr.preau.tests.wire.Views.Channel;
import fr.preau.tests.world.World;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An alert that passes the pause needs a right that somebody else gave, and a reason; all of it is in the audit. */
@ExtendWith(SharedHub.class)
class SafetyTest {
    private static final String RIGHTS = "/api/v1/safety-rights";

    private final HubUnderTest hub;
    private final World world;
    private final Member operator;
    private final Member head;
    private final UUID notices;

    SafetyTest(HubUnderTest hub) {
        this.hub = hub;
        this.world = hub.world();
        this.operator = hub.as(world.operator);
        this.head = hub.as(world.headCurie);
        this.notices = hub.channel("school_notice", place -> world.curie.id().equals(place.school()));
    }

    @Test
    void who_was_given_the_right_alerts_with_a_reason_until_it_is_taken_back() {
        // given: nobody has the right yet
        alert("Confinement").refused("safety_right_required");

        // when: an operator gives it to the head
        Answer given = grant(operator, world.headCurie.id()).is(201);

        // then: the alert leaves, with its reason in the audit and nothing of its text
        Answer sent = alert("Confinement").is(201);
        assertEquals("safety", sent.json().path("urgency").asText());
        JsonNode event = audited("safety_alert", sent.json().path("id").asText());
        assertEquals(world.headCurie.id().toString(), event.path("actor").asText());
        assertTrue(event.path("detail").toString().contains("intrusion"), event.toString());
        assertFalse(event.toString().contains("Confinement"), "no text of a post in the audit");

        // and, once taken back, no more
        operator.api().delete(RIGHTS + "/" + given.json().path("id").asText()).is(204);
        alert("Encore").refused("safety_right_required");
    }

    @Test
    void an_alert_without_a_reason_is_refused_and_a_reason_belongs_to_an_alert_alone() {
        Answer given = grant(operator, world.headCurie.id()).is(201);

        head.write(notices, Map.of("key", Member.newKey(), "body", "Alerte", "urgency", "safety"))
                .refused("invalid_field");
        head.write(notices, Map.of("key", Member.newKey(), "body", "Menu", "reason", "parce que"))
                .refused("invalid_field");

        operator.api().delete(RIGHTS + "/" + given.json().path("id").asText()).is(204);
    }

    @Test
    void a_channel_says_to_those_with_the_right_and_to_nobody_else_that_an_alert_may_be_raised_there() {
        UUID staffRoom = hub.channel("staff_room", place -> world.curie.id().equals(place.school()));
        UUID elsewhere = hub.channel("inspection", place -> world.north.id().equals(place.district()));
        assertFalse(may(head, notices), "nobody gave it yet");

        Answer given = grant(operator, world.headCurie.id()).is(201);

        assertTrue(may(head, notices) && may(head, staffRoom), "in each channel of the school");
        assertTrue(head.channel(notices).is(200).as(Channel.class).may().contains("alert"));
        assertFalse(may(head, elsewhere), "the district is no part of the school");
        assertFalse(may(hub.as(world.teacherCurie), notices), "a colleague has no right");
        operator.api().delete(RIGHTS + "/" + given.json().path("id").asText()).is(204);
        assertFalse(may(head, notices), "taken back");
    }

    private static boolean may(Member member, UUID channel) {
        return member.channels().stream()
                .filter(one -> one.id().equals(channel))
                .findFirst()
                .orElseThrow()
                .may()
                .contains("alert");
    }

    @Test
    void nobody_gives_the_right_to_themselves_and_only_operators_give_it() {
        grant(operator, world.operator.id()).refused("not_for_yourself");
        grant(head, world.headVerne.id()).is(403);
        head.api().get(RIGHTS).is(403);
        head.api().get("/api/v1/audit").is(403);
    }

    @Test
    void the_audit_is_a_chain_that_nothing_can_change() {
        Answer given = grant(operator, world.headSand.id()).is(201);
        operator.api().delete(RIGHTS + "/" + given.json().path("id").asText()).is(204);

        assertTrue(operator.api()
                .get("/api/v1/audit/verification")
                .is(200)
                .json()
                .path("intact")
                .asBoolean());
        assertThrows(RuntimeException.class, () -> hub.sql("update audit_event set action = 'nothing'"));
        assertThrows(RuntimeException.class, () -> hub.sql("delete from audit_event"));
        assertThrows(RuntimeException.class, () -> hub.sql("truncate audit_event"));
    }

    @Test
    void an_operator_sees_the_audit_of_the_own_territory_alone() {
        Answer given = grant(operator, world.headSand.id()).is(201);
        operator.api().delete(RIGHTS + "/" + given.json().path("id").asText()).is(204);
        audited("safety_right_granted", world.headSand.id().toString());

        // when: the operator's territory becomes another one
        hub.sql("insert into territory (id, name) values ('00000000-0000-0000-0000-00000000e15e', 'Ailleurs')");
        String move = "update assignment set territory_id = %s where role = 'operator' and territory_id = %s";
        String here = "'" + UUID.nameUUIDFromBytes("territory".getBytes(StandardCharsets.UTF_8)) + "'";
        String elsewhere = "'00000000-0000-0000-0000-00000000e15e'";
        hub.sql(move.formatted(elsewhere, here));
        try {
            assertThrows(
                    AssertionError.class,
                    () -> audited("safety_right_granted", world.headSand.id().toString()));
        } finally {
            hub.sql(move.formatted(here, elsewhere));
        }
    }

    private Answer alert(String body) {
        return head.write(
                notices,
                Map.of("key", Member.newKey(), "body", body, "urgency", "safety", "reason", "intrusion dans l'école"));
    }

    private Answer grant(Member by, UUID account) {
        return by.api().post(RIGHTS, Map.of("account", account, "scope", "school", "place", world.curie.id()));
    }

    private JsonNode audited(String action, String subject) {
        for (JsonNode event : operator.api().get("/api/v1/audit").is(200).json().path("items")) {
            if (event.path("action").asText().equals(action)
                    && event.path("subjectId").asText().equals(subject)) {
                return event;
            }
        }
        throw new AssertionError("no " + action + " of " + subject + " in the audit");
    }
}
