package fr.preau.hub.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.hub.ground.Moments;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EscalationTest {
    private static final Duration SMS_STAGE = Duration.ofHours(4).plusMinutes(1);

    @AutoClose
    private final ReachHouse house = new ReachHouse(Map.of());

    private final ReachTown town = house.town;

    @Test
    void the_next_step_comes_only_for_those_who_have_not_read() {
        var mother = parent("+33639980001");
        parent("+33639980002");
        var post = important();
        assertEquals("email=2", routes(), "the first route leaves at once");

        read(mother, post);
        pass(SMS_STAGE);

        assertEquals("email=2 sms=1", routes());
        assertEquals("+33639980002", text("select address from delivery where route = 'sms'"));
    }

    @Test
    void one_guardian_is_enough_for_a_child_unless_the_author_wants_each() {
        var mother = parent("+33639980001");
        var father = parent("+33639980002");
        town.run(
                "update guardianship set pupil_id = (select pupil_id from guardianship where guardian_id = $1)"
                        + " where guardian_id = $2",
                mother,
                father);
        var enough = important();
        var each = important();
        town.run("update post set cover = 'each' where id = $1", each);
        assertEquals("email=4", routes(), "each guardian is told once, whatever is enough");

        read(mother, each);
        pass(SMS_STAGE);

        assertEquals(0, number(enough, "sms"));
        assertEquals(1, number(each, "sms"));
    }

    @Test
    void to_have_read_is_not_to_have_signed_but_for_a_parent_who_may_not_sign() {
        var legal = parent("+33639980001");
        var informed = parent("+33639980002");
        town.run("update guardianship set rights = 'informed' where guardian_id = $1", informed);
        var post = important();
        town.run("update post set goal = 'signed' where id = $1", post);

        read(legal, post);
        read(informed, post);
        pass(SMS_STAGE);
        assertEquals("+33639980001", text("select string_agg(address, ' ') from delivery where route = 'sms'"));

        town.run("""
                insert into signature (post_id, pupil_id, person_id, via, at)
                select $1, pupil_id, guardian_id, 'app', now() from guardianship where guardian_id = $2
                """, post, legal);
        house.work(house.worker());
        assertEquals("read", text("select reason from delivery where route = 'sms'"), "looked at once more");
    }

    @Test
    void a_recall_ends_all_later_steps() {
        parent("+33639980001");
        var post = important();
        town.recall(post, house.now());
        house.follow(post, PostFollower.Cause.RECALLED);

        pass(SMS_STAGE);

        assertEquals("cancelled=1", town.states());
        assertEquals(0, town.number("select count(*) from outbox where cause = 'escalated' and done_at is null"));
    }

    @Test
    void a_child_told_by_hand_needs_no_more_telling() {
        var mother = parent("+33639980001");
        var post = important();
        town.run("""
                insert into told_by_hand (post_id, pupil_id, how, told_by, at)
                select $1, pupil_id, 'phone', (select author_id from post where id = $1), now() from guardianship
                 where guardian_id = $2
                """, post, mother);

        pass(SMS_STAGE);

        assertEquals("email=1", routes());
    }

    @Test
    void a_child_told_by_hand_by_mistake_gets_the_next_step_after_all() {
        var mother = parent("+33639980001");
        var post = important();
        town.run("""
                insert into told_by_hand (post_id, pupil_id, how, told_by, at, withdrawn_by, withdrawn_at)
                select $1, pupil_id, 'phone', a.author_id, now(), a.author_id, now()
                  from guardianship cross join (select author_id from post where id = $1) a where guardian_id = $2
                """, post, mother);

        pass(SMS_STAGE);

        assertEquals("email=1 sms=1", routes());
    }

    @Test
    void a_correction_follows_the_old_text_once_for_several_edits() {
        parent("+33639980001");
        parent("+33639980002");
        var post = important();
        left("+33639980001@example.org");

        edit(post, "Fermé jeudi");
        house.pass(Duration.ofSeconds(20));
        edit(post, "Fermé vendredi");

        assertEquals(1, town.number("select count(*) from delivery where purpose = 'correction'"));
        assertEquals("+33639980001@example.org", text("select address from delivery where purpose = 'correction'"));
        assertEquals(1, town.number("select count(*) from post_round where purpose = 'correction'"));
    }

    @Test
    void what_is_still_queued_leaves_in_its_new_form_and_needs_no_correction() {
        town.guardian("+33639980001");
        house.moveTo(Instant.parse("2026-11-07T21:00:00Z"));
        var post = town.bulletin("Menu", "Fermé mardi", house.now());
        house.plan(post);

        edit(post, "Fermé jeudi");
        house.work(house.worker());
        assertTrue(house.provider.sent.isEmpty(), "nothing leaves in the pause");
        house.moveTo(Instant.parse("2026-11-09T06:30:00Z"));
        house.work(house.worker());

        assertEquals(1, house.provider.sent.size());
        var said = house.provider.sent.getFirst().text();
        assertTrue(said.contains("jeudi") && !said.contains("Rectificatif"), said);
    }

    @Test
    void a_correction_says_so_first() {
        town.guardian("+33639980001");
        var post = town.bulletin("Menu", "Fermé mardi", house.now());
        house.plan(post);
        house.work(house.worker());

        edit(post, "Fermé jeudi");
        house.pass(Duration.ofMinutes(2));
        house.work(house.worker());

        assertEquals(2, house.provider.sent.size());
        var said = house.provider.sent.getLast().text();
        assertTrue(said.startsWith("Rectificatif") && said.contains("jeudi"), said);
    }

    @Test
    void a_reminder_takes_every_route_at_once_for_those_who_are_left() {
        var mother = parent("+33639980001");
        parent("+33639980002");
        var post = important();
        read(mother, post);
        town.run(
                "insert into post_round (post_id, round, purpose, actor_id, at)"
                        + " select id, 1, 'reminder', author_id, now() from post where id = $1",
                post);
        town.run("insert into outbox (post_id, cause, created_at, round) values ($1, 'reminded', now(), 1)", post);

        house.workOff();

        assertEquals(
                "email:+33639980002@example.org sms:+33639980002",
                text("select string_agg(route || ':' || address, ' ' order by route) from delivery where round = 1"));
    }

    @Test
    void a_safety_alert_passes_the_pause_by_every_route_and_who_said_stop_is_to_be_called() {
        parent("+33639980001");
        var stopped = parent("+33639980002");
        town.run("insert into suppressed_address (route, address, reason, code, at)"
                + " values ('sms', '+33639980002', 'opted_out', 21610, now())");
        house.moveTo(Instant.parse("2026-11-07T21:00:00Z"));
        var post = town.post("school_notice", "important", "Confinement", "Restez chez vous", house.now());
        town.run("update post set urgency = 'safety', safety_reason = 'Fuite de gaz' where id = $1", post);

        house.plan(post);

        assertEquals("email=2 sms=1", routes());
        assertEquals(
                3,
                town.number(
                        "select count(*) from delivery where through_pause and due_at = $1", Moments.utc(house.now())));
        assertEquals(1, town.number("select count(*) from untold where account_id = $1", stopped));
        house.work(house.worker());
        assertEquals(1, house.provider.sent.size());
    }

    @Test
    void a_word_between_two_people_is_planned_too() {
        var parent = parent("+33639980001");
        town.run("""
                with p as (insert into person (family_name, given_name) values ('Martin', 'Sophie') returning id),
                a as (insert into account (person_id, profile, login, activated_at)
                      select id, 'teacher', 'martin', now() from p returning id),
                s as (insert into assignment (account_id, role, school_id, class_id) select id, 'teacher', $2, $3 from a),
                c as (insert into channel (kind, account_a, account_b)
                      select 'direct', least(a.id, $1), greatest(a.id, $1) from a returning id)
                insert into post (id, channel_id, seq, author_id, client_key, body, created_at, search_text)
                select '00000000-0000-0005-0000-000000000001', c.id, 1, a.id, 'direct-1', 'Bonjour', $4, '' from a, c
                """, parent, ReachTown.SCHOOL, ReachTown.CLASS, Moments.utc(house.now()));

        house.plan(UUID.fromString("00000000-0000-0005-0000-000000000001"));

        assertEquals("email=1", routes());
    }

    private UUID parent(String phone) {
        var parent = town.guardian(phone);
        town.run("update person set email = $2 where id = $1", parent, phone + "@example.org");
        return parent;
    }

    private UUID important() {
        var post = town.post("class_families", "important", "Sortie", "Jeudi", house.now());
        house.plan(post);
        assertFalse(routes().isEmpty());
        return post;
    }

    private void read(UUID reader, UUID post) {
        town.run("update account set activated_at = now() where id = $1", reader);
        town.run("""
                insert into read_cursor (account_id, channel_id, seq, at)
                select $1, channel_id, seq, now() from post where id = $2
                """, reader, post);
    }

    private void left(String address) {
        town.run("update delivery set state = 'submitted' where address = $1", address);
    }

    private void edit(UUID post, String body) {
        town.edit(post, body, house.now());
        house.follow(post, PostFollower.Cause.EDITED);
    }

    private void pass(Duration time) {
        for (int hour = 0; hour < 5 && !time.isNegative(); hour++) {
            house.pass(time.dividedBy(5));
            house.workOff();
        }
        house.pass(Duration.ofMinutes(35));
        house.workOff();
    }

    private String routes() {
        return text("select coalesce(string_agg(route || '=' || n, ' ' order by route), '') from"
                + " (select route, count(*) as n from delivery group by 1) x");
    }

    private long number(UUID post, String route) {
        return town.number("select count(*) from delivery where post_id = $1 and route = $2", post, route);
    }

    private String text(String sql) {
        return town.rows(sql).getFirst().getString(0);
    }
}
