package fr.preau.tests.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.tests.measure.Options;
import fr.preau.tests.measure.Table;
import fr.preau.tests.measure.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code ./preau faults shutdown} in its short form. */
@Timeout(240)
class ShutdownTest {
    @Test
    void a_hub_that_is_told_to_stop_tells_everybody_to_come_back_and_ends() throws Exception {
        Verdict verdict =
                new Shutdown().run(Options.parse(List.of("--rounds", "1", "--sockets", "500")), Table.on(System.out));

        assertTrue(verdict.ok(), verdict.figures().toString());
    }
}
