package fr.preau.tests.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.tests.measure.Options;
import fr.preau.tests.measure.Table;
import fr.preau.tests.measure.Verdict;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code ./preau faults disk} in its short form. */
class DiskTest {
    @Test
    @Timeout(value = 300, unit = TimeUnit.SECONDS)
    void aFullDiskLosesNothingAndTheHubIsBackWhenThereIsRoom() throws Exception {
        Verdict verdict = new Disk().run(Options.parse(List.of("--rounds", "2")), Table.on(System.out));

        Assumptions.assumeTrue(verdict.reasonNotRun() == null, String.valueOf(verdict.reasonNotRun()));
        assertTrue(verdict.ok(), verdict.figures().toString());
    }
}
