package fr.preau.hub.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A payer without money: who is told why not, what waits, and what goes on when the cap is raised. */
@Timeout(60)
class BudgetTest {
    @AutoClose
    private final ReachHouse house = new ReachHouse(Map.of());

    private final ReachTown town = house.town;

    @Test
    void who_has_only_a_telephone_is_listed_while_the_month_has_nothing_left_and_told_when_it_has() {
        // given: less left than one message may come to
        cap(null, house.ground.settings().limits().smsSegments() - 1);
        town.guardian("+33639980001");

        // when
        house.plan(town.bulletin("Menu", "Texte", house.now()));

        // then: nothing is queued for ever, and the reason is known
        assertEquals("", town.states());
        assertEquals(
                "no_budget", town.rows("select reason from untold").getFirst().getString(0));

        // and the raised cap brings the message, once
        raise(100);
        house.workOff();
        assertEquals("pending=1", town.states());
        assertEquals(0, town.number("select count(*) from untold"));
        raise(200);
        house.workOff();
        house.work(house.worker());
        assertEquals("submitted=1", town.states());
    }

    @Test
    void what_a_cap_holds_back_says_so_goes_on_when_it_is_raised_and_never_into_the_pause() {
        var worker = held();

        // when: the cap is raised in the evening
        house.pass(Duration.ofHours(9));
        raise(100);
        house.work(worker);

        // then: it leaves in the morning and not before
        assertEquals("pending=1 submitted=2", town.states());
        house.pass(Duration.ofHours(11));
        house.work(worker);
        assertEquals("submitted=3", town.states());
    }

    @Test
    void what_nobody_pays_for_in_time_ends_with_the_reason() {
        var worker = held();

        house.pass(Duration.ofHours(30));
        house.work(worker);

        assertEquals("skipped=1 submitted=2", town.states());
        assertEquals(
                1, town.number("select count(*) from delivery where state = 'skipped' and reason = 'over_budget'"));
    }

    @Test
    void a_safety_alert_passes_an_empty_budget() {
        town.run("""
                insert into sms_budget (payer_kind, payer_id, day_cap, month_cap, set_at) values ('school', $1, 0, 0, now())
                """, ReachTown.SCHOOL);
        town.guardian("+33639980001");

        var post = town.post("school_notice", "urgent", "Alerte", "Confinement", house.now());
        town.run("update post set urgency = 'safety', safety_reason = 'Intrusion' where id = $1", post);
        house.plan(post);
        house.work(house.worker());

        assertEquals("submitted=1", town.states());
    }

    /** Three messages were planned, and there is room for two; the month ends after their deadline. */
    private Worker held() {
        town.crowd(3);
        house.plan(town.bulletin("Menu", "Texte", house.now()));
        town.run("update delivery set estimate = 1");
        cap(null, 2);
        var worker = house.worker();
        house.work(worker);
        assertEquals("pending=1 submitted=2", town.states());
        assertEquals(
                1, town.number("select count(*) from delivery where state = 'pending' and reason = 'over_budget'"));
        assertTrue(
                town.rows("select due_at <= deadline from delivery where state = 'pending'")
                        .getFirst()
                        .getBoolean(0),
                "looked at once more before it is too late");
        return worker;
    }

    private void cap(Integer day, Integer month) {
        town.run("""
                insert into sms_budget (payer_kind, payer_id, day_cap, month_cap, set_at)
                select 'town', id, $1, $2, now() from town
                """, day, month);
    }

    private void raise(int month) {
        town.run("update sms_budget set month_cap = $1", month);
        UUID payer = town.rows("select id from town").getFirst().getUUID(0);
        ReachTown.await(house.ground
                .pool()
                .withTransaction(transaction -> new Purses(house.ground).changed(transaction, "town", payer)));
    }
}
