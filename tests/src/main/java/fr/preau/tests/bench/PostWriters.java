package fr.preau.tests.bench;

import fr.preau.tests.measure.HubProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The {@link PostLoad}, seen from the bench. */
final class PostWriters implements AutoCloseable {
    /**
     * What a block showed.
     *
     * @param all posts answered, those after the time included
     * @param p50 from sending to the answer, microseconds
     */
    record Round(double perSecond, long all, long p50, long p99) {}

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);

    private final Process process;
    private final BufferedReader out;
    private final Writer in;
    private long acknowledged;

    private PostWriters(Process process) {
        this.process = process;
        this.out = process.inputReader();
        this.in = process.outputWriter();
    }

    /** Opens a socket for each author; returns when all are open. */
    static PostWriters open(HubProcess hub, Authors authors, String text) throws IOException {
        Process process = new ProcessBuilder(Children.java(
                        PostLoad.class,
                        List.of("-Xmx512m", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8"),
                        List.of(
                                Integer.toString(hub.base().getPort()),
                                authors.hellos().toString(),
                                authors.places().toString(),
                                text)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        PostWriters writers = new PostWriters(process);
        try {
            writers.await("open");
        } catch (RuntimeException | IOException e) {
            writers.close();
            throw e;
        }
        return writers;
    }

    /** @param rate posts a second, or 0 for as many as are answered */
    Round run(int place, int millis, int window, int rate) throws IOException {
        in.write("run " + place + " " + millis + " " + window + " " + rate + "\n");
        in.flush();
        String[] words = await("done").split(" ", -1);
        long inTime = Long.parseLong(words[1]);
        long all = Long.parseLong(words[5]);
        acknowledged += all;
        return new Round(
                inTime * 1e9 / Long.parseLong(words[2]), all, Long.parseLong(words[3]), Long.parseLong(words[4]));
    }

    /** Posts that were answered in all blocks. */
    long acknowledged() {
        return acknowledged;
    }

    long pid() {
        return process.pid();
    }

    private String await(String word) throws IOException {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (!out.ready()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("the posts were not answered in time");
            }
            if (!process.isAlive() && !out.ready()) {
                throw new IllegalStateException("the load client ended");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        String line = out.readLine();
        if (line == null || !line.startsWith(word)) {
            throw new IllegalStateException("the load client said: " + line);
        }
        return line;
    }

    @Override
    public void close() {
        Children.end(process);
    }
}
