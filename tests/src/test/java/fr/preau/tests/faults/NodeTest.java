package fr.preau.tests.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.tests.measure.Options;
import fr.preau.tests.measure.Table;
import fr.preau.tests.measure.Verdict;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code ./preau faults node} in its short form; how soon people are back is measured by the long one. */
class NodeTest {
    @Test
    @Timeout(value = 300, unit = TimeUnit.SECONDS)
    void a_killed_node_s_people_are_back_on_another_and_nothing_is_lost_doubled_or_leaked() throws Exception {
        Verdict verdict = new Node()
                .run(Options.parse(List.of("--rounds", "2", "--nodes", "2", "--back", "60000")), Table.on(System.out));

        assertTrue(verdict.ok(), verdict.figures().toString());
    }
}
