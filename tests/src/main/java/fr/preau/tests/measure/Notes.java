package fr.preau.tests.measure;

import com.fasterxml.jackson.databind.JsonNode;
import fr.preau.tests.Repository;
import fr.preau.tests.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The history of figures: a file that only grows, one line of JSON a run that somebody wanted to keep. */
public record Notes(Path file) {
    /** The house's own, read by {@code ./preau bench history}. */
    public static final Path STANDARD = Path.of("docs", "figures.jsonl");

    /**
     * One run.
     *
     * @param at when it ended
     * @param commit of the sources, with a plus where they were changed since
     * @param options as they were given, by name
     * @param figures as the run's last line has them
     */
    public record Note(
            Instant at,
            Machine machine,
            String commit,
            String name,
            Map<String, String> options,
            boolean ok,
            JsonNode figures) {}

    /** Reads all; none where there is no file. */
    public List<Note> all() {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> !line.isBlank())
                    .map(line -> Json.as(Json.read(line), Note.class))
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Appends a run of just now, on this machine, of the sources as they are. */
    void add(String name, Options options, Verdict verdict, Instant now) throws IOException {
        Note note = new Note(
                now,
                Machine.here(),
                commit(),
                name,
                options.given(),
                verdict.ok(),
                Json.read(Json.write(verdict.figures())));
        Files.writeString(file, Json.write(note) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static String commit() throws IOException {
        String head = git("rev-parse", "--short=10", "HEAD");
        if (head.isEmpty()) {
            return "unknown";
        }
        String changed = git("status", "--porcelain", "--untracked-files=no", "--", ".", ":!" + STANDARD);
        return changed.isEmpty() ? head : head + "+";
    }

    /** What git says; nothing where there is no git or no repository. */
    private static String git(String... arguments) throws IOException {
        List<String> command =
                Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
        try {
            Process git = new ProcessBuilder(command)
                    .directory(Repository.root().toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return git.waitFor(10, TimeUnit.SECONDS) && git.exitValue() == 0 ? said.strip() : "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
