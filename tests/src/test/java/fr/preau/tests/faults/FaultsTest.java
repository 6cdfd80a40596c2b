package fr.preau.tests.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.tests.measure.Case;
import fr.preau.tests.measure.Options;
import fr.preau.tests.measure.Table;
import fr.preau.tests.measure.Verdict;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Cases of {@code ./preau faults} that need a hub of their own, in their short form. */
@Timeout(240)
class FaultsTest {
    @Test
    void a_hub_that_is_told_to_stop_tells_everybody_to_come_back_and_ends() throws Exception {
        demandOk(new Shutdown(), "--rounds", "1", "--sockets", "500");
    }

    @Test
    void readers_that_are_too_slow_are_cut_and_come_back() throws Exception {
        demandOk(Faults.cases().get("slow"), "--rounds", "1");
    }

    @Test
    void a_clock_that_jumps_changes_no_order_and_sends_no_message_twice() throws Exception {
        demandOk(new ClockJumps(), "--rounds", "3");
    }

    private static void demandOk(Case one, String... options) throws Exception {
        Verdict verdict = one.run(Options.parse(List.of(options)), Table.on(System.out));
        Assumptions.assumeTrue(verdict.reasonNotRun() == null, verdict.toString());
        assertTrue(verdict.ok(), verdict.figures().toString());
    }
}
