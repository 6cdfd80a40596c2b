package fr.preau.hub.ground;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** One run of the server as a child of this process: from its start until it ends. */
final class PostgresProcess {
    private static final Logger LOG = LoggerFactory.getLogger("postgresql");
    private static final int LINES_KEPT = 12;

    private final Process process;
    private final Path cluster;
    private final Deque<String> lastLines = new ArrayDeque<>();
    private final Thread reader;

    private PostgresProcess(Process process, Path cluster) {
        this.process = process;
        this.cluster = cluster;
        this.reader = Thread.ofVirtual().name("postgresql-log").start(this::readLog);
    }

    /** Starts the server. The kernel stops it when the calling thread ends. */
    static PostgresProcess start(List<String> command, Path cluster) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile());
        cleanEnvironment(builder);
        return new PostgresProcess(builder.start(), cluster);
    }

    /** PostgreSQL must not see variables such as PGDATA, and speaks English in the log. */
    static void cleanEnvironment(ProcessBuilder builder) {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", path, "LC_ALL", "C"));
    }

    long pid() {
        return process.pid();
    }

    /** Waits until the server takes connections; false if it ended or the time is over. */
    boolean awaitReady(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            if (ready()) {
                return true;
            }
            pause();
        }
        return false;
    }

    /** Waits until the server has ended. */
    int awaitEnd() throws InterruptedException {
        int code = process.waitFor();
        reader.join(Duration.ofSeconds(1));
        return code;
    }

    /** Asks connections to end and the server to write all and stop; after the patience it is cut, which loses nothing. */
    void stop(Duration patience) throws InterruptedException {
        Leftover.signal("INT", pid());
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            Leftover.signal("QUIT", pid());
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    /** The last lines that the server wrote, for the operator. */
    String lastWords() {
        synchronized (lastLines) {
            return String.join("\n", lastLines);
        }
    }

    /** A tenth of a blink: short enough not to be felt in a start, long enough not to burn the processor. */
    static void pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }

    private boolean ready() {
        return PostmasterFile.read(cluster)
                .filter(file -> file.pid() == pid() && file.ready())
                .isPresent();
    }

    private void readLog() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                LOG.atLevel(importance(line)).log(line);
                keep(line);
            }
        } catch (IOException e) {
            LOG.debug("PostgreSQL's log ended: {}", e.getMessage());
        }
    }

    /** Clients knock often while a killed server starts again; that is no news. */
    private static Level importance(String line) {
        boolean usual = line.startsWith("LOG:") || line.contains("FATAL:  the database system is ");
        return usual ? Level.DEBUG : Level.WARN;
    }

    private void keep(String line) {
        synchronized (lastLines) {
            if (lastLines.size() == LINES_KEPT) {
                lastLines.removeFirst();
            }
            lastLines.addLast(line);
        }
    }
}
