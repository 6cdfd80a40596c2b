package fr.preau.tests.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

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
    private final Process process;
    private final BufferedReader out;
    private final Writer in;

    private Returners(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
        this.out = process.inputReader();
        this.in = process.outputWriter();
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
                new ProcessBuilder(Children.java(
                                Returning.class,
                                List.of("-Xmx1g", "-XX:+UseSerialGC"),
                                List.of(Integer.toString(port), file.toString(), from)))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    /** Waits until all have caught up. */
    public Back back() throws IOException {
        long[] numbers = await("back");
        return new Back(numbers[0], numbers[1], numbers[2]);
    }

    /** All connections end at once. */
    public void cut() throws IOException {
        say("cut");
        await("gone");
    }

    /**
     * All come back; call {@link #back} next.
     *
     * @param asTold each when the hub said, else all at once
     */
    public void comeBack(boolean asTold) throws IOException {
        say(asTold ? "return" : "rush");
    }

    /** @param last the seq up to which a channel goes */
    public Checked check(Map<String, Long> last) throws IOException {
        Path file = folder.resolve("expected");
        Files.write(
                file,
                last.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .toList());
        say("check " + file);
        long[] numbers = await("checked");
        return new Checked(numbers[0], numbers[1], numbers[2]);
    }

    private void say(String line) throws IOException {
        in.write(line + "\n");
        in.flush();
    }

    private long[] await(String word) throws IOException {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (!out.ready()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("the clients did not come so far: " + word);
            }
            if (!process.isAlive() && !out.ready()) {
                throw new IllegalStateException("the clients' process ended");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        String line = out.readLine();
        if (line == null || !line.startsWith(word)) {
            throw new IllegalStateException("the clients said: " + line);
        }
        String[] parts = line.split(" ", -1);
        long[] numbers = new long[3];
        for (int i = 1; i < parts.length; i++) {
            numbers[i - 1] = Long.parseLong(parts[i]);
        }
        return numbers;
    }

    @Override
    public void close() {
        Children.end(process);
    }
}
