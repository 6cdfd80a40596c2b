package fr.preau.channels.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.channels.pause.QuietHours;
import fr.preau.channels.reach.SmsPlan.Candidate;
import fr.preau.channels.reach.SmsPlan.Notice;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SmsPlanTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final SmsPlan PLAN = new SmsPlan(Optional.of(QuietHours.CIRCULAR_2025), PARIS, Duration.ofHours(24));
    private static final Instant MONDAY_NOON = paris("2026-11-02T12:00");
    private static final UUID MOTHER = new UUID(0, 1);
    private static final UUID FATHER = new UUID(0, 2);

    @Test
    void two_parents_with_one_telephone_get_one_message() {
        var notices = PLAN.notices(
                List.of(
                        new Candidate(FATHER, "+33600000001", "fr"),
                        new Candidate(MOTHER, "+33600000001", "fr"),
                        new Candidate(MOTHER, "+33600000001", "fr")),
                MONDAY_NOON);

        assertEquals(1, notices.size());
        assertEquals(List.of(MOTHER, FATHER), notices.getFirst().people());
        assertEquals(MOTHER, notices.getFirst().recipient());
    }

    @Test
    void parents_with_a_telephone_each_get_a_message_each_in_their_language() {
        var notices = PLAN.notices(
                List.of(new Candidate(MOTHER, "+33600000001", "en"), new Candidate(FATHER, "+33600000002", "fr")),
                MONDAY_NOON);

        assertEquals(List.of("en", "fr"), notices.stream().map(Notice::language).toList());
    }

    @Test
    void those_who_share_a_telephone_but_no_language_are_written_to_in_french() {
        var notices = PLAN.notices(
                List.of(new Candidate(MOTHER, "+33600000001", "en"), new Candidate(FATHER, "+33600000001", "pt")),
                MONDAY_NOON);

        assertEquals("fr", notices.getFirst().language());
    }

    @Test
    void planning_twice_in_another_order_gives_the_same() {
        var people = IntStream.range(0, 500)
                .mapToObj(i -> new Candidate(new UUID(7, i), "+336000" + i % 300, i % 3 == 0 ? "fr" : "en"))
                .collect(Collectors.toCollection(ArrayList::new));
        var first = Set.copyOf(PLAN.notices(people, paris("2026-11-02T23:00")));

        Collections.shuffle(people, new Random(1));

        assertEquals(first, Set.copyOf(PLAN.notices(people, paris("2026-11-02T23:00"))));
        assertEquals(300, first.size());
    }

    @Test
    void in_the_day_it_leaves_at_once_and_in_the_pause_when_it_ends() {
        var one = List.of(new Candidate(MOTHER, "+33600000001", "fr"));

        assertEquals(MONDAY_NOON, PLAN.notices(one, MONDAY_NOON).getFirst().due());
        var due = PLAN.notices(one, paris("2026-11-02T22:00")).getFirst().due();
        assertFalse(due.isBefore(paris("2026-11-03T07:00")));
        assertTrue(due.isBefore(paris("2026-11-03T07:15")));
    }

    @Test
    void without_a_pause_it_leaves_at_once_at_any_hour() {
        var open = new SmsPlan(Optional.empty(), PARIS, Duration.ofHours(24));
        var night = paris("2026-11-02T23:00");

        assertEquals(night, open.leavesAt(night, "+33600000001"));
        assertFalse(open.restsAt(night));
    }

    @Test
    void a_deadline_in_the_pause_leaves_the_next_morning_to_it() {
        var one = List.of(new Candidate(MOTHER, "+33600000001", "fr"));

        assertEquals(
                paris("2026-11-03T12:00"),
                PLAN.notices(one, MONDAY_NOON).getFirst().deadline());
        var friday = PLAN.notices(one, paris("2026-11-06T19:55")).getFirst().deadline();
        assertFalse(friday.isBefore(paris("2026-11-09T09:00")), "not on Saturday, when nothing could leave: " + friday);
    }

    private static Instant paris(String local) {
        return LocalDateTime.parse(local).atZone(PARIS).toInstant();
    }
}
