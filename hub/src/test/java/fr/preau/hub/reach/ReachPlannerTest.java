package fr.preau.hub.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.hub.ground.Moments;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ReachPlannerTest {
    private ReachHouse house;
    private ReachTown town;

    @BeforeEach
    void open() {
        house = new ReachHouse(Map.of());
        town = house.town;
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_bulletin_goes_to_those_without_an_app_who_have_a_mobile() {
        town.guardian("+33639980001");
        town.guardian("+33639980002", "fr", true);
        town.guardian(null);

        house.plan(town.bulletin("Menu", "Pas de poisson", house.now()));

        assertEquals(List.of("+33639980001"), addresses());
    }

    @Test
    void two_children_and_two_parents_with_one_telephone_are_one_message() {
        var mother = town.guardian("+33639980001", "en", false);
        town.childOf(mother, "Second");
        town.guardian("+33639980001", "fr", false);

        house.plan(town.bulletin("Menu", "Pas de poisson", house.now()));

        assertEquals(List.of("+33639980001"), addresses());
        assertEquals(2, town.number("select count(*) from delivery_person"));
        assertEquals("fr", town.rows("select language from delivery").getFirst().getString(0));
    }

    @Test
    void what_the_school_closed_is_not_used_and_who_has_nothing_else_is_listed() {
        town.guardian("+33639980001");
        town.run("""
                insert into reach_layer (place_kind, place_id, category, closed, set_by, set_at)
                select 'school', $1, 'notice', '{sms}', (select id from account limit 1), now()
                """, ReachTown.SCHOOL);

        house.plan(town.post("school_notice", "urgent", "Grève", "Mardi", house.now()));
        assertEquals(List.of(), addresses());
        assertEquals(
                "not_allowed", town.rows("select reason from untold").getFirst().getString(0));

        house.plan(town.post("class_families", "urgent", "Sortie", "Mardi", house.now()));
        assertEquals(List.of("+33639980001"), addresses(), "another class of message is not concerned");
    }

    @Test
    void planning_again_changes_nothing() {
        town.guardian("+33639980001");
        var post = town.bulletin("Menu", "Pas de poisson", house.now());
        house.plan(post);

        town.guardian("+33639980002");
        house.plan(post);
        house.plan(post);

        assertEquals("pending=2", town.states(), "who came meanwhile is reached as well, nobody twice");
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource({
        "school_notice, routine, 0",
        "school_notice, important, 1",
        "class_families, urgent, 1",
        "class_families, routine, 0",
        "liaison, important, 1",
        "class_pupils, urgent, 0",
        "staff_room, urgent, 0"
    })
    void what_a_school_writes_goes_out_if_it_is_more_than_routine(String kind, String urgency, int messages) {
        town.guardian("+33639980001");

        house.plan(town.post(kind, urgency, "Titre", "Texte", house.now()));

        assertEquals(messages, addresses().size());
    }

    @Test
    void what_is_written_in_the_evening_leaves_in_the_morning_one_after_the_other() {
        town.crowd(200);
        house.moveTo(Instant.parse("2026-11-02T21:00:00Z"));

        house.plan(town.bulletin("Menu", "Pas de poisson", house.now()));

        var due = town.rows("select min(due_at) as first, max(due_at) as last from delivery")
                .getFirst();
        assertFalse(instant(due.getOffsetDateTime("first")).isBefore(Instant.parse("2026-11-03T06:00:00Z")));
        assertTrue(instant(due.getOffsetDateTime("last")).isBefore(Instant.parse("2026-11-03T06:15:00Z")));
        assertTrue(town.number("select count(distinct due_at) from delivery") > 190, "spread, not at once");
    }

    @Test
    void a_deadline_in_the_pause_leaves_the_next_morning_to_it() {
        town.guardian("+33639980001");
        var noon = town.bulletin("Menu", "Pas de poisson", house.now());
        house.plan(noon);
        assertEquals(Instant.parse("2026-11-03T11:00:00Z"), deadline(noon));

        house.moveTo(Instant.parse("2026-11-06T18:55:00Z"));
        var friday = town.bulletin("Menu", "Pas de poisson", house.now());
        house.plan(friday);

        assertFalse(
                deadline(friday).isBefore(Instant.parse("2026-11-09T08:00:00Z")),
                "not on Saturday, when nothing could leave: " + deadline(friday));
    }

    private Instant deadline(UUID post) {
        return instant(town.rows("select deadline from delivery where post_id = $1", post)
                .getFirst()
                .getOffsetDateTime(0));
    }

    @Test
    void with_the_pause_switched_off_it_leaves_at_once() {
        house.close();
        house = new ReachHouse(Map.of("pause.enabled", "false"));
        town = house.town;
        town.guardian("+33639980001");
        house.moveTo(Instant.parse("2026-11-07T21:00:00Z"));

        house.plan(town.bulletin("Menu", "Pas de poisson", house.now()));

        assertEquals(
                house.now(),
                instant(town.rows("select due_at from delivery").getFirst().getOffsetDateTime(0)));
    }

    @Test
    void a_recall_takes_back_what_waits_and_a_recalled_post_is_not_planned() {
        town.guardian("+33639980001");
        var post = town.bulletin("Menu", "Pas de poisson", house.now());
        house.plan(post);

        town.recall(post, house.now());
        house.follow(post, PostFollower.Cause.RECALLED);
        house.plan(post);

        assertEquals("cancelled=1", town.states());
    }

    @Test
    void a_post_that_is_no_longer_valid_is_not_planned() {
        town.guardian("+33639980001");
        var post = town.bulletin("Menu", "Pas de poisson", house.now());
        town.run("update post set valid_until = $1", Moments.utc(house.now()));

        house.plan(post);

        assertEquals("", town.states());
    }

    @Test
    void a_bulletin_to_many_is_queued_for_all_of_them_the_first_ones_ahead() {
        town.crowd(2_000);
        var post = town.bulletin("Menu", "Pas de poisson", house.now());

        house.follow(post, PostFollower.Cause.POSTED);
        assertEquals("pending=1000", town.states());
        house.workOff();
        assertEquals("pending=2000", town.states());
    }

    @Test
    void whoever_shares_a_telephone_is_not_told_ahead_so_that_its_one_message_is_for_all_of_them() {
        town.crowd(2_000);
        for (int pair = 0; pair < 50; pair++) {
            town.guardian("+3363988%04d".formatted(pair), "en", false);
            town.guardian("+3363988%04d".formatted(pair), "ar", false);
        }
        var post = town.bulletin("Menu", "Pas de poisson", house.now());
        var shared = """
                select count(*), count(*) filter (where language = 'fr' and (
                    select count(*) from delivery_person p where p.delivery_id = d.id) = 2) as of_both
                  from delivery d where address like '+3363988%'
                """;

        house.follow(post, PostFollower.Cause.POSTED);
        assertEquals(0, town.rows(shared).getFirst().getLong(0));
        house.workOff();
        assertEquals(50, town.rows(shared).getFirst().getLong(0));
        assertEquals(50, town.rows(shared).getFirst().getLong(1));
    }

    private List<String> addresses() {
        return town.rows("select address from delivery order by address").stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private static Instant instant(OffsetDateTime time) {
        return time.toInstant();
    }
}
