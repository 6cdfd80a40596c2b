package fr.preau.tests.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.tests.measure.Options;
import fr.preau.tests.measure.Table;
import fr.preau.tests.measure.Verdict;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code ./preau faults failover} in its short form. */
class FailoverTest {
    @Test
    @Timeout(value = 300, unit = TimeUnit.SECONDS)
    void theStandbyTakesOverFromAPrimaryThatDiedAndFromOneThatHangs() throws Exception {
        Verdict verdict = new Failover().run(Options.parse(List.of("--rounds", "2")), Table.on(System.out));

        assertTrue(verdict.ok(), verdict.figures().toString());
    }
}
