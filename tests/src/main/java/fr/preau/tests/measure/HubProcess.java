package fr.preau.tests.measure;

import fr.preau.config.Settings;
import fr.preau.tests.Repository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A hub as users run it: a process of its own, started, killed and started again on the same data folder and port. What
 * it says goes to {@code hub.log} in the data folder's parent.
 */
public final class HubProcess implements AutoCloseable {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofMillis(500)).build();
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private final int port;
    private final Process process;
    private final Duration readyAfter;

    private HubProcess(List<String> command, Map<String, String> environment, Path log, int port) throws IOException {
        this.command = command;
        this.environment = environment;
        this.log = log;
        this.port = port;
        long begun = System.nanoTime();
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        this.process = builder.start();
        try {
            awaitReady(begun);
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
        this.readyAfter = Duration.ofNanos(System.nanoTime() - begun);
    }

    /**
     * Starts a hub and waits until it is ready.
     *
     * @param folder an empty folder for settings, data and log
     * @param jvm options of the JVM
     * @param settings besides the port, by their names in preau.yaml
     */
    public static HubProcess start(Path folder, List<String> jvm, Map<String, String> settings) throws IOException {
        return start(folder, jvm, freePort(), Map.of(), settings);
    }

    /** As the first one, with these environment variables. */
    public static HubProcess start(
            Path folder, List<String> jvm, Map<String, String> environment, Map<String, String> settings)
            throws IOException {
        return start(folder, jvm, freePort(), environment, settings);
    }

    /** As the first one, on this port. */
    public static HubProcess start(Path folder, List<String> jvm, int port, Map<String, String> settings)
            throws IOException {
        return start(folder, jvm, port, Map.of(), settings);
    }

    private static HubProcess start(
            Path folder, List<String> jvm, int port, Map<String, String> environment, Map<String, String> settings)
            throws IOException {
        Path config = folder.resolve("preau.yaml");
        Files.writeString(config, yaml(port, settings));
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(jvm);
        command.addAll(program());
        command.addAll(List.of(
                "run",
                "--config",
                config.toString(),
                "--data",
                folder.resolve("data").toString()));
        return new HubProcess(command, environment, folder.resolve("hub.log"), port);
    }

    /** Starts it once more, on the same data and port. */
    public HubProcess again() throws IOException {
        return new HubProcess(command, environment, log, port);
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Origin of the hub's own pages. */
    public String origin() {
        return "http://localhost:" + port;
    }

    /** From the start of the process until it said that it is ready. */
    public Duration readyAfter() {
        return readyAfter;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Every process below the hub's, PostgreSQL's own among them. */
    public List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    /** kill -9. */
    public void kill() {
        process.destroyForcibly();
        await(process);
    }

    /** SIGTERM, and the exit code. */
    public int stop() {
        process.destroy();
        return await(process);
    }

    @Override
    public void close() {
        stop();
    }

    private void awaitReady(long begun) {
        HttpRequest ready = HttpRequest.newBuilder(base().resolve("/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        while (System.nanoTime() - begun < PATIENCE.toNanos()) {
            if (!process.isAlive()) {
                throw new IllegalStateException(
                        "the hub ended with " + process.exitValue() + " instead of starting:\n" + lastWords());
            }
            if (answers(ready)) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        throw new IllegalStateException("the hub was not ready after " + PATIENCE + ":\n" + lastWords());
    }

    private static boolean answers(HttpRequest ready) {
        try {
            return HTTP.send(ready, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // not listening yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String lastWords() {
        List<String> lines = Repository.text(log).lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    }

    private static int await(Process process) {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the hub did not end within 30 s");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The built jar where the launcher names one; else the classes that this JVM runs on, as in the tests. */
    private static List<String> program() {
        String jar = System.getProperty("preau.jar");
        return jar != null
                ? List.of("-jar", jar)
                : List.of("-cp", System.getProperty("java.class.path"), "fr.preau.hub.Main");
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String yaml(int port, Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>(settings);
        all.put("http.port", Integer.toString(port));
        StringBuilder yaml = new StringBuilder();
        String group = "";
        for (var entry : all.entrySet()) {
            String[] name = entry.getKey().split("\\.", 2);
            if (!name[0].equals(group)) {
                group = name[0];
                yaml.append(group).append(":\n");
            }
            yaml.append("  ")
                    .append(name[1])
                    .append(": ")
                    .append(entry.getValue())
                    .append('\n');
        }
        Settings.of(settings); // a wrong name shows here, with a better message than from the process
        return yaml.toString();
    }

    /** A port on which nobody listens. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
