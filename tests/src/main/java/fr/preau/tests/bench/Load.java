package fr.preau.tests.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** The {@link LoadClient} of one server, seen from the bench. */
final class Load implements AutoCloseable {
    /** When the first and the last message of a round came, by {@link System#nanoTime}, and how many bytes one had. */
    record Round(long first, long last, int bytes) {}

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final LoadProcess process;

    private Load(LoadProcess process) {
        this.process = process;
    }

    /** Opens the sockets; returns when all are open. */
    static Load open(int port, String path, int sockets, String firstMessages) throws IOException {
        LoadProcess process = LoadProcess.start(
                LoadClient.class,
                List.of("-Xmx512m", "-XX:+UseSerialGC"),
                List.of(Integer.toString(port), path, Integer.toString(sockets), firstMessages));
        Load load = new Load(process);
        try {
            load.await("open", 5 * PATIENCE_NANOS);
        } catch (RuntimeException | IOException e) {
            load.close();
            throw e;
        }
        return load;
    }

    /** The next messages count, so many for each socket. */
    void expect(int each) throws IOException {
        process.say("expect " + each);
        await("armed", PATIENCE_NANOS);
    }

    /** Waits until all have come. */
    Round done() throws IOException {
        String[] parts = await("done", PATIENCE_NANOS).split(" ", -1);
        return new Round(Long.parseLong(parts[1]), Long.parseLong(parts[2]), Integer.parseInt(parts[3]));
    }

    /** The messages that have just come were sent at that moment, by {@link System#nanoTime}. */
    void begun(long nanos) throws IOException {
        process.say("begun " + nanos);
    }

    /** How long messages took since this was last asked, nanoseconds. */
    Histogram report() throws IOException {
        process.say("report");
        byte[] bytes =
                Base64.getDecoder().decode(await("report", PATIENCE_NANOS).substring("report ".length()));
        try {
            return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), 0);
        } catch (DataFormatException e) {
            throw new IOException(e);
        }
    }

    private String await(String word, long nanos) throws IOException {
        return process.await(word, nanos, "not every socket had its messages in time");
    }

    @Override
    public void close() {
        process.close();
    }
}
