package fr.preau.bridge.onde;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The sample exports, where they are: next to the repository, or where {@code PREAU_SAMPLES} says. */
final class Sample {
    private Sample() {}

    static Export file(String name) {
        Path folder = Optional.ofNullable(System.getProperty("preau.samples"))
                .or(() -> Optional.ofNullable(System.getenv("PREAU_SAMPLES")))
                .map(Path::of)
                .orElse(Path.of("..", "..", "shared", "data", "onde"));
        Path path = folder.resolve(name);
        assumeTrue(Files.isReadable(path), "no sample exports in " + folder);
        return Export.of(path);
    }
}
