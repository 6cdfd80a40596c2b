package fr.preau.tests.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.tests.measure.Options;
import fr.preau.tests.measure.Table;
import fr.preau.tests.measure.Verdict;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code ./preau faults kill} in its short form. */
class KillTest {
    @Test
    @Timeout(value = 300, unit = TimeUnit.SECONDS)
    void killed_again_and_again_while_eight_clients_post_nothing_is_lost_doubled_or_leaked() throws Exception {
        Verdict verdict = new Kill().run(Options.parse(List.of("--rounds", "4")), Table.on(System.out));

        assertTrue(verdict.ok(), verdict.figures().toString());
    }
}
