package fr.preau.tests.bench;

import fr.preau.tests.measure.HubProcess;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

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

    private final LoadProcess process;
    private long acknowledged;

    private PostWriters(LoadProcess process) {
        this.process = process;
    }

    /** Opens a socket for each author; returns when all are open. */
    static PostWriters open(HubProcess hub, Authors authors, String text) throws IOException {
        LoadProcess process = LoadProcess.start(
                PostLoad.class,
                List.of("-Xmx512m", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8"),
                List.of(
                        Integer.toString(hub.base().getPort()),
                        authors.hellos().toString(),
                        authors.places().toString(),
                        text));
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
        process.say("run " + place + " " + millis + " " + window + " " + rate);
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
        return process.await(word, PATIENCE_NANOS, "the posts were not answered in time");
    }

    @Override
    public void close() {
        process.close();
    }
}
