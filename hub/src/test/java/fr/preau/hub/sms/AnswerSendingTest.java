package fr.preau.hub.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.preau.bridge.Failure;
import fr.preau.bridge.Outcome;
import fr.preau.bridge.sms.SmsInbound;
import fr.preau.config.Settings;
import fr.preau.hub.conversation.Conversation;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.ground.MovedClock;
import fr.preau.hub.ground.TestDatabase;
import fr.preau.hub.pause.PausePolicies;
import fr.preau.hub.reach.ReachTown;
import fr.preau.hub.reach.ScriptedProvider;
import fr.preau.hub.reach.Wait;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** By whom and when the hub answers a telephone. */
@Timeout(60)
class AnswerSendingTest {
    private static final String PARENT = "+33639980001";

    private final Vertx vertx = Vertx.vertx();
    private final ScriptedProvider first = new ScriptedProvider("first");
    private final ScriptedProvider second = new ScriptedProvider("second");
    private final MovedClock clock = new MovedClock(paris("2026-11-02T12:00"));
    private Ground ground;
    private ReachTown town;
    private Inbound inbound;

    @BeforeEach
    void open() {
        ground = new Ground(
                vertx,
                TestDatabase.fresh(vertx),
                Settings.of(Map.of("node.name", "test")),
                clock,
                new Random(1),
                new SimpleMeterRegistry());
        town = new ReachTown(ground.pool());
        inbound = new Inbound(
                ground,
                new Conversation(ground, (channel, parts) -> Future.succeededFuture(true)),
                PausePolicies.open(ground));
        ReachTown.await(
                vertx.deployVerticle(new AnswerVerticle(ground, List.of(first, second), inbound, Optional.empty())));
    }

    @AfterEach
    void close() {
        List.copyOf(vertx.deploymentIDs()).forEach(id -> ReachTown.await(vertx.undeploy(id)));
        ReachTown.await(ground.pool().close());
        ReachTown.await(vertx.close());
    }

    @Test
    void the_answer_leaves_where_the_message_came_in() {
        comesBy("second");

        becomes("submitted");
        assertEquals(List.of(0, 1), List.of(first.sent.size(), second.sent.size()));
    }

    @Test
    void only_a_definite_refusal_of_its_own_goes_to_the_other_provider_once() {
        second.does(message -> new Outcome.Rejected(Failure.ACCOUNT, 14));
        comesBy("second");

        becomes("submitted");
        assertEquals(List.of(1, 1), List.of(first.sent.size(), second.sent.size()));
    }

    @Test
    void refused_by_both_it_ends() {
        first.does(message -> new Outcome.Rejected(Failure.ACCOUNT, 1));
        second.does(message -> new Outcome.Rejected(Failure.FILTERED, 2));
        comesBy("first");

        becomes("failed");
        assertEquals(List.of(1, 1), List.of(first.sent.size(), second.sent.size()));
    }

    @Test
    void what_may_have_been_sent_or_is_the_telephone_s_fault_is_tried_by_nobody_else() {
        second.does(message -> new Outcome.Unknown("no answer"));
        comesBy("second");
        becomes("unknown");

        first.does(message -> new Outcome.Rejected(Failure.LANDLINE, 1));
        comesBy("first");
        becomes("failed");
        assertEquals(List.of(1, 1), List.of(first.sent.size(), second.sent.size()));
    }

    @Test
    void it_waits_for_the_pause_of_every_territory_of_the_person() {
        var parent = town.guardian(PARENT);
        secondTerritory(parent);
        town.run(
                "insert into pause_policy (territory_id, enabled, evening, morning, weekend, spread_minutes,"
                        + " public_holidays, school_holidays, set_by, set_at)"
                        + " select id, true, case name when 'Est' then time '18:00' else time '20:00' end,"
                        + " case name when 'Est' then time '07:00' else time '09:00' end, true, 0, true, false, $1, now()"
                        + " from territory",
                new UUID(1, 4));
        clock.moveTo(paris("2026-11-03T19:00"));

        comesBy("first");

        Wait.until(() -> town.number("select count(*) from sms_answer") == 1, () -> "answered");
        assertEquals(
                paris("2026-11-04T09:00"),
                town.rows("select due_at from sms_answer")
                        .getFirst()
                        .getOffsetDateTime(0)
                        .toInstant(),
                "one territory rests from 18:00, the other until 09:00");
        clock.moveTo(paris("2026-11-04T09:00"));
        becomes("submitted");
    }

    private void secondTerritory(UUID parent) {
        town.run("""
                with te as (insert into territory (name) values ('Ouest') returning id),
                t as (insert into town (id, territory_id, insee, name) select $1, id, '78646', 'Ville' from te),
                s as (insert into school (id, uai, name, town_id) values ($2, '0780001A', 'École Verne', $1)),
                p as (insert into person (id, family_name, given_name) values ($3, 'Autre', 'Enfant')),
                u as (insert into pupil (person_id, school_id) values ($3, $2))
                insert into guardianship (guardian_id, pupil_id) values ($4, $3)
                """, new UUID(7, 1), new UUID(7, 2), new UUID(7, 3), parent);
    }

    private int messages;

    private void comesBy(String provider) {
        ReachTown.await(inbound.receive(
                provider, new SmsInbound("m" + ++messages, PARENT, "36180", "AIDE", SmsInbound.Wish.NONE)));
    }

    private void becomes(String state) {
        Wait.until(
                () -> town.number(
                                "select count(*) from sms_answer where state = $1 and id = (select max(id) from sms_answer)",
                                state)
                        == 1,
                () -> "not " + state);
    }

    private static Instant paris(String at) {
        return LocalDateTime.parse(at).atZone(ZoneId.of("Europe/Paris")).toInstant();
    }
}
