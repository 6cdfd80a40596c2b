package fr.preau.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.tests.faults.Ledger.Entry;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The checker is broken data's enemy: it must find what a faulty hub would do. */
class LedgerCheckTest {
    private static final UUID ROOM = new UUID(0, 1);

    @Test
    void a_hub_that_kept_its_promise_passes() {
        Findings findings = check(
                List.of(acknowledged("a", 1), acknowledged("b", 2), open("c")),
                List.of(stored("a", 1), stored("b", 2)));

        assertTrue(findings.none(), findings.toString());
    }

    @Test
    void what_was_never_acknowledged_may_be_there_or_not() {
        Findings findings = check(List.of(open("a"), open("b")), List.of(stored("b", 1)));

        assertTrue(findings.none(), findings.toString());
    }

    @Test
    void a_lost_post_is_found() {
        Findings findings = check(List.of(acknowledged("a", 1), acknowledged("b", 2)), List.of(stored("a", 1)));

        assertEquals(List.of("b"), findings.lost());
    }

    @Test
    void a_doubled_post_is_found_acknowledged_or_not() {
        Findings findings = check(
                List.of(acknowledged("a", 1), open("b")),
                List.of(stored("a", 1), stored("a", 2), stored("b", 3), stored("b", 4)));

        assertEquals(List.of("a", "b"), findings.doubled());
    }

    @Test
    void a_post_under_another_number_is_found() {
        Findings findings =
                check(List.of(acknowledged("a", 1), acknowledged("b", 2)), List.of(stored("b", 1), stored("a", 2)));

        assertEquals(2, findings.reordered().size(), findings.toString());
    }

    @Test
    void numbers_that_do_not_follow_the_writer_are_found() {
        Findings findings = check(
                List.of(acknowledged("later", 2), acknowledged("earlier", 1)),
                List.of(stored("earlier", 1), stored("later", 2)));

        assertEquals(1, findings.reordered().size(), findings.toString());
    }

    @Test
    void a_gap_is_found_also_at_the_beginning() {
        assertEquals(
                1, check(List.of(open("b")), List.of(stored("b", 2))).gaps().size());
        assertEquals(
                1,
                check(List.of(open("a"), open("c")), List.of(stored("a", 1), stored("c", 3)))
                        .gaps()
                        .size());
    }

    @Test
    void a_post_that_nobody_wrote_is_found() {
        assertEquals(1, check(List.of(), List.of(stored("x", 1))).foreign().size());
    }

    @Test
    void two_numbers_for_one_key_are_found() {
        Ledger ledger = new Ledger();
        ledger.tried("w", ROOM, null, "a");
        ledger.acknowledged("a", 1);
        ledger.acknowledged("a", 1);
        assertEquals(List.of(), ledger.breaches());

        ledger.acknowledged("a", 2);

        assertEquals(1, ledger.breaches().size());
    }

    private static Findings check(List<Entry> entries, List<Stored> stored) {
        Findings findings = Findings.empty();
        LedgerCheck.check(entries, stored, findings);
        return findings;
    }

    private static Entry acknowledged(String key, long seq) {
        return new Entry("w", ROOM, null, key, 0, seq);
    }

    private static Entry open(String key) {
        return new Entry("w", ROOM, null, key, 0, null);
    }

    private static Stored stored(String key, long seq) {
        return new Stored(ROOM, seq, key, Set.of());
    }
}
