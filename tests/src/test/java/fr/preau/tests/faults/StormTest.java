package fr.preau.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.preau.tests.measure.Options;
import fr.preau.tests.measure.Table;
import fr.preau.tests.measure.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The short form of {@code ./preau faults storm}: what is right is judged, not how long it took. */
class StormTest {
    @Test
    void whenAllComeBackAtOnceEachHasEachPostOnceAndInOrder() throws Exception {
        Verdict verdict = new Storm()
                .run(Options.parse(List.of("--clients", "300", "--rounds", "2", "--rush", "1")), Table.on(System.out));

        assertEquals(0L, verdict.figures().get("wrong"));
    }
}
