package fr.preau.tests.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.tests.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScalePageTest {
    private static final Path FOLDER = Repository.root().resolve(ScalePage.FOLDER);

    @Test
    void thePageAndItsPlotsAreWhatTheirInputsMake() {
        // given
        ScalePage made = new ScalePage(Inputs.read(FOLDER.resolve("inputs.csv")));
        String page = Repository.text(Repository.root().resolve("docs/scale.md"));

        // then
        assertEquals(made.page(page), page, "make it anew: ./preau bench scale");
        made.plots().forEach((name, plot) -> assertEquals(plot, Repository.text(FOLDER.resolve(name)), name));
    }

    @Test
    void aLineServesWhatComesUpToItsRateAndTheRestLater() {
        // given
        Line line = new Line(10, new Random(1));

        // when
        double first = line.second(1_000);
        double all = first;
        while (line.waiting() > 0) {
            all += line.second(0);
        }

        // then
        assertEquals(10, first);
        assertEquals(line.served().getLast(), all);
        assertEquals(line.most(), all - first);
        assertEquals(Math.ceil(all / 2 / 10), line.until(0.5, all));
    }

    @Test
    void aCurveThatNeverGotThereSaysSo() {
        // given
        Curve curve = new Curve("half", List.of(1.0, 2.0), 4);

        // then
        assertEquals("| half | 4 | 2 s | not within 2 s | not within 2 s | not within 2 s |", curve.row());
    }

    @Test
    void anInputWithoutASourceIsRefused(@TempDir Path folder) throws Exception {
        // given
        Path file = Files.writeString(folder.resolve("inputs.csv"), "pupils;6;people;\n");

        // then
        var refused = assertThrows(IllegalArgumentException.class, () -> Inputs.read(file));
        assertTrue(refused.getMessage().contains("pupils;6;people;"));
    }
}
