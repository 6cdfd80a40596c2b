package fr.preau.tests.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** The {@link LoadClient} of one server, seen from the bench. */
final class Load implements AutoCloseable {
    /** When the first and the last message of a round came, by {@link System#nanoTime}, and how many bytes one had. */
    record Round(long first, long last, int bytes) {}

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Process process;
    private final BufferedReader out;
    private final Writer in;

    private Load(Process process) {
        this.process = process;
        this.out = process.inputReader();
        this.in = process.outputWriter();
    }

    /** Opens the sockets; returns when all are open. */
    static Load open(int port, String path, int sockets, String firstMessages) throws IOException {
        Process process = new ProcessBuilder(Children.java(
                        LoadClient.class,
                        List.of("-Xmx512m", "-XX:+UseSerialGC"),
                        List.of(Integer.toString(port), path, Integer.toString(sockets), firstMessages)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
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
        say("expect " + each);
        await("armed", PATIENCE_NANOS);
    }

    /** Waits until all have come. */
    Round done() throws IOException {
        String[] parts = await("done", PATIENCE_NANOS).split(" ", -1);
        return new Round(Long.parseLong(parts[1]), Long.parseLong(parts[2]), Integer.parseInt(parts[3]));
    }

    /** The messages that have just come were sent at that moment, by {@link System#nanoTime}. */
    void begun(long nanos) throws IOException {
        say("begun " + nanos);
    }

    /** How long messages took since this was last asked, nanoseconds. */
    Histogram report() throws IOException {
        say("report");
        byte[] bytes =
                Base64.getDecoder().decode(await("report", PATIENCE_NANOS).substring("report ".length()));
        try {
            return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), 0);
        } catch (DataFormatException e) {
            throw new IOException(e);
        }
    }

    private void say(String line) throws IOException {
        in.write(line + "\n");
        in.flush();
    }

    private String await(String word, long nanos) throws IOException {
        long until = System.nanoTime() + nanos;
        while (!out.ready()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("not every socket had its messages in time");
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
