package fr.preau.tests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import fr.preau.tests.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Plays a script of {@code src/test/browser/scenarios} and fails with what it says. */
final class Scenario {
    private static final int LONGEST_SECONDS = 180;

    private Scenario() {}

    /**
     * Plays it to its end.
     *
     * @param name the script's name
     * @param world JSON that the script gets: the hub's address and its people
     */
    static void play(String name, String world) throws IOException, InterruptedException {
        Path folder = Repository.root().resolve("tests/src/test/browser");
        Path said = Files.createTempFile("preau-browser-" + name, ".log");
        Process node = new ProcessBuilder("node", "run.mjs", name)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try (var input = node.getOutputStream()) {
            input.write(world.getBytes(StandardCharsets.UTF_8));
        }
        try {
            if (!node.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                fail(name + " took more than " + LONGEST_SECONDS + " s\n" + Files.readString(said));
            }
            assertEquals(0, node.exitValue(), () -> name + "\n" + Repository.text(said));
        } finally {
            node.descendants().forEach(ProcessHandle::destroyForcibly);
            node.destroyForcibly();
            Files.delete(said);
        }
    }
}
