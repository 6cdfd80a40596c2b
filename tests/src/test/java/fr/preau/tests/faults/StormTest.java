package fr.preau.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.preau.tests.measure.Options;
import fr.preau.tests.measure.Table;
import fr.preau.tests.measure.Verdict;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The short form of {@code ./preau faults storm}: what is right is judged, not how long it took. */
class StormTest {
    @Test
    @Timeout(value = 300, unit = TimeUnit.SECONDS)
    void when_all_come_back_at_once_each_has_each_post_once_and_in_order() throws Exception {
        Verdict verdict =
                new Storm().run(Options.parse(List.of("--clients", "300", "--rush", "1")), Table.on(System.out));

        for (String wrong : List.of("refused", "lost", "doubled", "reordered")) {
            assertEquals(0L, verdict.figures().get(wrong), verdict.figures().toString());
        }
    }
}
