package fr.preau.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.tests.faults.Ledger.Entry;
import fr.preau.tests.faults.ReaderLog.Heard;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a faulty hub would tell its readers, or keep from them, is found, each kind under its own name. */
class ReaderCheckTest {
    private static final UUID ROOM = new UUID(0, 1);
    private static final UUID BULLETIN = new UUID(0, 2);
    private static final UUID MINE = new UUID(1, 1);
    private static final UUID OTHERS = new UUID(1, 2);
    private static final List<Stored> STORED = List.of(
            new Stored(ROOM, 1, "a", Set.of()),
            new Stored(ROOM, 2, "b", Set.of()),
            new Stored(ROOM, 3, "c", Set.of()),
            new Stored(BULLETIN, 1, "x", Set.of(MINE)),
            new Stored(BULLETIN, 2, "y", Set.of(OTHERS)));

    private final Findings findings = Findings.empty();
    private final ReaderLog member = new ReaderLog("member", new Right(Set.of(ROOM), Map.of()));
    private final ReaderLog family = new ReaderLog("family", new Right(Set.of(), Map.of(BULLETIN, Set.of(MINE))));

    @Test
    void a_reader_who_was_told_all_and_nothing_else_passes() {
        tell(member, ROOM, 1, "a");
        tell(member, ROOM, 2, "b");
        tell(member, ROOM, 3, "c");
        tell(family, BULLETIN, 1, "x");

        check(member);
        check(family);

        assertTrue(findings.none(), findings.toString());
    }

    @Test
    void what_a_reader_was_never_told_is_found_in_the_middle_and_at_the_end() {
        tell(member, ROOM, 1, "a");
        tell(member, ROOM, 3, "c");
        check(member);
        assertEquals(1, findings.lost().size(), findings.toString());

        check(family);
        assertEquals(2, findings.lost().size(), findings.toString());
    }

    @Test
    void what_a_reader_was_told_twice_is_found() {
        tell(member, ROOM, 1, "a");
        tell(member, ROOM, 2, "b");
        tell(member, ROOM, 2, "b");
        tell(member, ROOM, 3, "c");

        check(member);

        assertEquals(1, findings.doubled().size(), findings.toString());
        assertEquals(List.of(), findings.lost());
    }

    @Test
    void what_came_out_of_order_is_found() {
        tell(member, ROOM, 2, "b");
        tell(member, ROOM, 1, "a");
        tell(member, ROOM, 3, "c");

        check(member);

        assertEquals(1, findings.reordered().size(), findings.toString());
    }

    @Test
    void another_post_under_a_number_is_found() {
        tell(member, ROOM, 1, "a");
        tell(member, ROOM, 2, "z");
        tell(member, ROOM, 3, "c");

        check(member);

        assertEquals(1, findings.foreign().size(), findings.toString());
    }

    @Test
    void a_post_of_a_channel_that_is_not_the_readers_is_a_leak() {
        tell(family, BULLETIN, 1, "x");
        tell(family, ROOM, 1, "a");

        check(family);

        assertEquals(1, findings.leaked().size(), findings.toString());
    }

    @Test
    void a_post_for_another_part_of_the_audience_is_a_leak() {
        tell(family, BULLETIN, 1, "x");
        tell(family, BULLETIN, 2, "y");

        check(family);

        assertEquals(1, findings.leaked().size(), findings.toString());
    }

    @Test
    void a_post_that_was_written_five_seconds_after_the_right_was_gone_is_a_leak() {
        member.gone(0);
        tell(member, ROOM, 1, "a");
        tell(member, ROOM, 2, "b");

        check(member, written("a", 4), written("b", 6));

        assertEquals(1, findings.leaked().size(), findings.toString());
        assertEquals(List.of(), findings.lost(), "what comes after the right is gone is not missed");
    }

    @Test
    void an_old_post_on_a_connection_opened_after_the_right_was_gone_is_a_leak() {
        member.gone(0);
        member.heard(new Heard(ROOM, 1, "a", TimeUnit.SECONDS.toNanos(6), 0));

        check(member, written("a", -60));

        assertEquals(1, findings.leaked().size(), findings.toString());
    }

    private void check(ReaderLog log, Entry... entries) {
        new ReaderCheck(List.of(entries), STORED, findings).check(log);
    }

    private static void tell(ReaderLog log, UUID channel, long seq, String key) {
        log.heard(new Heard(channel, seq, key, 0, 0));
    }

    private static Entry written(String key, int second) {
        return new Entry("w", ROOM, null, key, TimeUnit.SECONDS.toNanos(second), 1L);
    }
}
