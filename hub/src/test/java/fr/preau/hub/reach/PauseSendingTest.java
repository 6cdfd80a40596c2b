package fr.preau.hub.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.bridge.Failure;
import fr.preau.bridge.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever happens between planning and sending, nothing leaves in the pause of the one who gets it. */
class PauseSendingTest {
    private final ReachHouse house = new ReachHouse(Map.of());
    private final ReachTown town = house.town;

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_backlog_that_is_too_long_for_the_day_goes_on_in_the_morning() {
        // given notices of noon that no worker could send until the evening
        town.guardian("+33639980001");
        house.plan(town.bulletin("Cantine", "Menu modifié.", house.now()));
        house.moveTo(paris("2026-11-02T20:00"));
        var worker = house.worker();

        ReachTown.await(worker.work());
        assertEquals("pending=1", town.states(), "no worker takes it before it is moved");
        assertEquals(1, ReachTown.await(house.pauses.moveLate()));
        assertEquals(0, ReachTown.await(house.pauses.moveLate()), "it has its opening");
        house.work(worker);
        assertEquals("pending=1", town.states());

        house.moveTo(paris("2026-11-03T07:15"));
        house.work(worker);
        assertEquals("submitted=1", town.states());
    }

    @Test
    void what_is_moved_over_a_weekend_is_not_too_late_then() {
        town.guardian("+33639980001");
        house.moveTo(paris("2026-11-06T19:59"));
        house.plan(town.bulletin("Cantine", "Menu modifié.", house.now()));
        house.moveTo(paris("2026-11-06T20:05"));
        house.work(house.worker());
        assertEquals("pending=1", town.states());

        house.moveTo(paris("2026-11-09T07:15"));
        house.work(house.worker());

        assertEquals("submitted=1", town.states());
    }

    @Test
    void own_quiet_hours_make_the_wait_longer_for_the_one_who_set_them_alone() {
        var late = town.guardian("+33639980001");
        var early = town.guardian("+33639980002");
        quiet(late, "18:00", "10:00", false);
        house.moveTo(paris("2026-11-02T18:30"));
        house.plan(town.bulletin("Cantine", "Menu modifié.", house.now()));

        assertEquals(house.now(), due(early));
        assertFalse(due(late).isBefore(paris("2026-11-03T10:00")));
        assertTrue(due(late).isBefore(paris("2026-11-03T10:15")));
    }

    @Test
    void quiet_hours_that_are_set_while_a_notice_waits_hold_when_its_window_has_closed() {
        var guardian = town.guardian("+33639980001");
        house.plan(town.bulletin("Cantine", "Menu modifié.", house.now()));
        quiet(guardian, "19:00", "09:30", false);
        house.moveTo(paris("2026-11-02T20:30"));

        ReachTown.await(house.pauses.moveLate());

        assertFalse(due(guardian).isBefore(paris("2026-11-03T09:30")));
    }

    @Test
    void a_weekend_that_somebody_wants_to_be_quiet_waits_where_the_house_s_is_open() {
        town.run("""
                insert into pause_policy (territory_id, enabled, evening, morning, weekend, spread_minutes, public_holidays,
                    school_holidays, set_by, set_at)
                select id, true, '20:00', '07:00', false, 0, false, false, (select id from account limit 1), now()
                  from territory
                """);
        var quiet = town.guardian("+33639980001");
        var open = town.guardian("+33639980002");
        town.run("insert into reach_profile (person_id, quiet_weekend) values ($1, true)", quiet);
        house.moveTo(paris("2026-11-07T12:00"));
        house.plan(town.bulletin("Cantine", "Menu modifié.", house.now()));

        assertEquals(house.now(), due(open), "a Saturday at noon");
        assertEquals(paris("2026-11-09T07:00"), due(quiet));
    }

    @Test
    void a_school_s_own_pause_holds_for_its_notices_and_not_for_the_town_s() {
        town.run("""
                insert into pause_policy (territory_id, school_id, enabled, evening, morning, weekend, spread_minutes,
                    public_holidays, school_holidays, set_by, set_at)
                select id, $1, true, '17:00', '09:00', true, 0, true, false, (select id from account limit 1), now()
                  from territory
                """, ReachTown.SCHOOL);
        var guardian = town.guardian("+33639980001");
        house.moveTo(paris("2026-11-02T18:00"));
        var notice = town.post("school_notice", "important", "Sortie", "Prévoir un pique-nique.", house.now());
        var bulletin = town.bulletin("Cantine", "Menu modifié.", house.now());
        house.plan(notice);
        house.plan(bulletin);

        assertEquals(paris("2026-11-03T09:00"), dueOf(notice, guardian));
        assertEquals(house.now(), dueOf(bulletin, guardian));
    }

    @Test
    void a_try_that_failed_in_the_last_minute_is_made_again_in_the_morning() {
        town.guardian("+33639980001");
        house.moveTo(paris("2026-11-02T19:59:59"));
        house.plan(town.bulletin("Cantine", "Menu modifié.", house.now()));
        house.provider.does(message -> new Outcome.RetryLater(Duration.ZERO, Failure.BUSY, 429));
        var worker = house.worker();
        house.work(worker);

        house.moveTo(paris("2026-11-02T20:10"));
        house.work(worker);
        assertEquals("pending=1", town.states());
        assertEquals(1, house.provider.sent.size());
    }

    @Test
    void a_pause_that_is_lifted_lets_what_waits_for_it_leave_at_once() {
        town.guardian("+33639980001");
        house.moveTo(paris("2026-11-02T21:00"));
        house.plan(town.bulletin("Cantine", "Menu modifié.", house.now()));
        house.work(house.worker());
        assertEquals("pending=1", town.states(), "it waits for the morning");

        rule(false);
        house.work(house.worker());

        assertEquals("submitted=1", town.states());
    }

    @Test
    void a_rule_that_is_taken_away_holds_no_longer_in_both_directions() {
        var guardian = town.guardian("+33639980001");
        rule(false);
        house.moveTo(paris("2026-11-02T21:00"));
        house.plan(town.bulletin("Cantine", "Menu modifié.", house.now()));
        assertEquals(house.now(), due(guardian));

        town.run("delete from pause_policy");
        changed();
        house.work(house.worker());
        assertEquals("pending=1", town.states());
        assertFalse(due(guardian).isBefore(paris("2026-11-03T07:00")), "the house's pause holds again");

        rule(false);
        ReachTown.await(house.pauses.moveLate());
        assertEquals(house.now(), due(guardian), "and was forgotten again");
    }

    @Test
    void a_lifted_pause_hurries_neither_a_wait_after_a_failure_nor_a_budget_of_the_next_day() {
        var guardian = town.guardian("+33639980001");
        house.moveTo(paris("2026-11-02T21:00"));
        house.plan(town.bulletin("Cantine", "Menu modifié.", house.now()));
        rule(false);
        house.provider.does(message -> new Outcome.RetryLater(Duration.ofHours(2), Failure.BUSY, 429));
        house.work(house.worker());
        var again = due(guardian);

        changed();
        house.work(house.worker());

        assertFalse(again.isBefore(paris("2026-11-02T23:00")));
        assertEquals(again, due(guardian));
        assertEquals(1, house.provider.sent.size());
    }

    /** The whole territory's pause, on or off, as its operator would set it. */
    private void rule(boolean enabled) {
        town.run("""
                insert into pause_policy (territory_id, enabled, evening, morning, weekend, spread_minutes, public_holidays,
                    school_holidays, set_by, set_at)
                select id, $1, '20:00', '07:00', true, 0, true, false, (select id from account limit 1), now()
                  from territory
                """, enabled);
        changed();
    }

    private void changed() {
        var territory = town.rows("select id from territory").getFirst().getUUID(0);
        ReachTown.await(house.pauses.changed(territory, null));
    }

    private void quiet(UUID person, String evening, String morning, boolean weekend) {
        town.run(
                "insert into reach_profile (person_id, quiet_evening, quiet_morning, quiet_weekend)"
                        + " values ($1, $2::text::time, $3::text::time, $4)",
                person,
                evening,
                morning,
                weekend);
    }

    private Instant due(UUID person) {
        return town.rows("select due_at from delivery where recipient_id = $1", person)
                .getFirst()
                .getOffsetDateTime(0)
                .toInstant();
    }

    private Instant dueOf(UUID post, UUID person) {
        return town.rows("select due_at from delivery where post_id = $1 and recipient_id = $2", post, person)
                .getFirst()
                .getOffsetDateTime(0)
                .toInstant();
    }

    private static Instant paris(String local) {
        return LocalDateTime.parse(local).atZone(ZoneId.of("Europe/Paris")).toInstant();
    }
}
