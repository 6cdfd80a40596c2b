package fr.preau.tests.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.tests.measure.Options;
import fr.preau.tests.measure.Table;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two kills among 1,500 deliveries; {@code ./preau faults deliveries} does ten among 20,000. */
@Timeout(300)
class DeliveriesTest {

    @Test
    void no_delivery_is_lost_or_doubled_when_one_of_two_hubs_is_killed_while_sending() throws Exception {
        var out = Table.on(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        var options = Options.parse(List.of("--rounds", "2", "--deliveries", "1500", "--rate", "200"));

        var verdict = new Deliveries().run(options, out);

        assertTrue(verdict.ok(), verdict.toString());
    }
}
