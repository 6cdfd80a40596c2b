package fr.preau.tests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The process of {@link Returning} clients, seen from the bench. */
public final class Returners implements AutoCloseable {
    /**
     * All have come back and caught up.
     *
     * @param millis from the moment at which they were cut or first came
     * @param tried connections that were opened for it
     * @param refused of these, ended by the hub before that
     */
    public record Back(long millis, long tried, long refused) {}

    /**
     * What each client has, held against what there is.
     *
     * @param lost events that somebody should have and has not
     */
    public record Checked(long lost, long doubled, long reordered) {
        public boolean clean() {
            return lost + doubled + reordered == 0;
        }
    }

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(150);

    private final Path folder;
    private final LoadProcess process;

    private Returners(Path folder, LoadProcess process) {
        this.folder = folder;
        this.process = process;
    }

    /**
     * Has the owners of these tokens come; call {@link #back} next.
     *
     * @param from a channel that each reads from its beginning, or {@code -}
     */
    public static Returners start(Path folder, int port, List<String> tokens, String from) throws IOException {
        Path file = folder.resolve("returners-" + tokens.size());
        Files.write(file, tokens);
        return new Returners(
                folder,
                LoadProcess.start(
                        Returning.class,
                        List.of("-Xmx1g", "-XX:+UseSerialGC"),
                        List.of(Integer.toString(port), file.toString(), from)));
    }

    /** Waits until all have caught up. */
    public Back back() throws IOException {
        long[] numbers = await("back");
        return new Back(numbers[0], numbers[1], numbers[2]);
    }

    /** All connections end at once. */
    public void cut() throws IOException {
        process.say("cut");
        await("gone");
    }

    /**
     * All come back; call {@link #back} next.
     *
     * @param asTold each when the hub said, else all at once
     */
    public void comeBack(boolean asTold) throws IOException {
        process.say(asTold ? "return" : "rush");
    }

    /** @param last the seq up to which a channel goes */
    public Checked check(Map<String, Long> last) throws IOException {
        Path file = folder.resolve("expected");
        Files.write(
                file,
                last.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .toList());
        process.say("check " + file);
        long[] numbers = await("checked");
        return new Checked(numbers[0], numbers[1], numbers[2]);
    }

    private long[] await(String word) throws IOException {
        String line = process.await(word, PATIENCE_NANOS, "the clients did not come so far: " + word);
        String[] parts = line.split(" ", -1);
        long[] numbers = new long[3];
        for (int i = 1; i < parts.length; i++) {
            numbers[i - 1] = Long.parseLong(parts[i]);
        }
        return numbers;
    }

    @Override
    public void close() {
        process.close();
    }
}
