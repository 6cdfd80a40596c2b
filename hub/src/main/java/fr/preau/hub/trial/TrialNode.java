package fr.preau.hub.trial;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One node as a process of its own, of the same program as this one. */
public final class TrialNode {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofMillis(500)).build();

    private final String name;
    private final int port;
    private final Map<String, String> settings;
    private final Path log;
    private Child child;

    /**
     * Starts the node.
     *
     * @param settings as variables of the environment
     * @param log where its log goes
     */
    public TrialNode(String name, int port, Map<String, String> settings, Path log) {
        this.name = name;
        this.port = port;
        this.settings = Map.copyOf(settings);
        this.log = log;
        this.child = Child.start(command(), this.settings, log);
    }

    public String name() {
        return name;
    }

    int port() {
        return port;
    }

    /** Its own address, without the proxy. */
    public String address() {
        return "http://localhost:" + port;
    }

    public long pid() {
        return child.pid();
    }

    public boolean alive() {
        return child.alive();
    }

    /** Its exit code, 128 and the signal's number where it was killed; only when it is no longer alive. */
    public int code() {
        return child.code();
    }

    /** Starts it once more. */
    public void again() {
        child = Child.start(command(), settings, log);
    }

    /** Whether it takes clients. */
    public boolean ready() {
        HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                .timeout(Duration.ofSeconds(3))
                .build();
        try {
            return HTTP.send(ready, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // not listening yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Asks it to end. */
    public void stop() {
        child.stop();
    }

    /** Waits for its end. */
    public void awaitEnd() {
        child.awaitEnd();
    }

    /** The same Java with the same options, but for keeping the archive of loaded classes, which only one may write. */
    private static List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.contains("AutoCreateSharedArchive"))
                .forEach(command::add);
        String program = System.getProperty("java.class.path");
        command.addAll(
                program.endsWith(".jar") && !program.contains(":")
                        ? List.of("-jar", program)
                        : List.of("-cp", program, "fr.preau.hub.Main"));
        command.add("run");
        return command;
    }
}
