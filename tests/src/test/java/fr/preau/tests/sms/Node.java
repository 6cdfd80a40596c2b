package fr.preau.tests.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import fr.preau.tests.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The scripts of {@code src/test/node}; Maven puts their packages there. */
final class Node {
    private static final int LONGEST_SECONDS = 120;

    private Node() {}

    static Path folder() {
        return Repository.root().resolve("tests/src/test/node");
    }

    /** Runs a script to its end on these lines; the lines that it answers. */
    static List<String> run(String script, List<String> lines) throws IOException, InterruptedException {
        var in = Files.createTempFile("preau-node", ".in");
        var out = Files.createTempFile("preau-node", ".out");
        try {
            Files.write(in, lines, StandardCharsets.UTF_8);
            var node = new ProcessBuilder("node", script)
                    .directory(folder().toFile())
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (!node.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                node.destroyForcibly();
                fail(script + " took more than " + LONGEST_SECONDS + " s");
            }
            assertEquals(0, node.exitValue(), script);
            return Files.readAllLines(out, StandardCharsets.UTF_8);
        } finally {
            Files.delete(in);
            Files.delete(out);
        }
    }
}
