package fr.preau.tests.faults;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.tests.measure.Options;
import fr.preau.tests.measure.Table;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A hub that breaks its promise does not pass {@code ./preau faults deliveries}, and the word for it is the right one. */
@Timeout(180)
class SaboteurTest {

    @ParameterizedTest
    @CsvSource({
        "FORGETS, lost",
        "SENDS_TWICE, doubled",
        "LOSES_A_CLAIM, open",
        "TURNS_BACK, untrue",
        "CALLS_IT_REFUSED, untrue",
    })
    void each_way_to_break_a_promise_is_found_under_its_own_name(Saboteur saboteur, String word) throws Exception {
        var out = Table.on(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        var options = Options.parse(List.of("--rounds", "0", "--deliveries", "200", "--rate", "200"));

        var verdict = new Deliveries(saboteur::at, Duration.ofSeconds(30)).run(options, out);

        assertFalse(verdict.ok(), verdict.toString());
        for (String kind : List.of("doubled", "lost", "open", "untrue")) {
            int found = (Integer) verdict.figures().get(kind);
            // On a busy machine some may still be under way; a double and a loss are never the machine's doing.
            boolean telling = kind.equals("doubled") || kind.equals("lost");
            assertTrue(kind.equals(word) ? found > 0 : !telling || found == 0, verdict.toString());
        }
    }
}
