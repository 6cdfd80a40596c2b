package fr.preau.tests.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.tests.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the compiler does not see: package descriptions, sleeping tests, the size of files. */
class SourcesTest {
    private static final String SLEEP = "Thread" + ".sleep(";

    @Test
    void everyPackageThatShipsSaysWhatItIsForAndIsNullMarked() {
        var missing = new TreeSet<String>();
        for (Path file : Repository.sources("src/main/java")) {
            Path info = Objects.requireNonNull(file.getParent()).resolve("package-info.java");
            if (!Files.exists(info)
                    || !Repository.text(info).contains("NullMarked")
                    || !Repository.text(info).contains("/**")) {
                missing.add(Repository.root().relativize(info).toString());
            }
        }
        assertEquals(new TreeSet<String>(), missing);
    }

    @Test
    void noTestSleeps() {
        List<String> sleeping = Repository.sources("src/test/java").stream()
                .filter(file -> Repository.text(file).contains(SLEEP))
                .map(Path::toString)
                .toList();

        assertEquals(List.of(), sleeping, "wait on a condition instead");
    }

    @Test
    void mostFilesAreSmall() {
        List<Path> files = Repository.sources("src/main/java");
        long large = files.stream()
                .filter(file -> Repository.text(file).lines().count() > 150)
                .count();

        assertTrue(large * 8 <= files.size(), large + " of " + files.size() + " files have more than 150 lines");
    }
}
