package fr.preau.hub.trial;

import fr.preau.hub.ground.StartFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process that ends with this one, however this one ends: the kernel sends it SIGTERM when the thread is gone that started
 * it, so it is started by one that lives to the end.
 */
final class Child {
    private static final List<String> TIED = List.of("setpriv", "--pdeathsig", "TERM");
    private static final int PATIENCE_SECONDS = 15;

    private final Process process;

    private Child(Process process) {
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param environment besides what this process has
     * @param log where its words go, after those of before
     */
    static Child start(List<String> command, Map<String, String> environment, Path log) {
        List<String> tied = new ArrayList<>(TIED);
        tied.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(tied)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return new Child(process);
        } catch (IOException e) {
            throw new StartFailure(
                    "\"" + String.join(" ", tied.subList(0, 4)) + " …\" cannot be started: " + e.getMessage(), e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Its exit code; only when it is no longer alive. */
    int code() {
        return process.exitValue();
    }

    /** Asks it to end. */
    void stop() {
        process.destroy();
    }

    /** Waits for its end, and forces it where that takes too long. */
    void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
