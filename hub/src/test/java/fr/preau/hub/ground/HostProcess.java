package fr.preau.hub.ground;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@link PostgresHost} in a JVM of its own. */
final class HostProcess implements AutoCloseable {
    final Process process;
    final String port;
    final long postgresPid;
    final String password;
    private final BufferedReader output;

    private HostProcess(Process process, BufferedReader output, String[] ready) {
        this.process = process;
        this.output = output;
        this.port = ready[1];
        this.postgresPid = Long.parseLong(ready[2]);
        this.password = ready[3];
    }

    static HostProcess start(List<String> prefix, String searchPath, String classPath, Path folder) throws IOException {
        Started started = launch(prefix, searchPath, classPath, folder);
        if (!started.line().startsWith("READY ")) {
            throw new AssertionError(started.line());
        }
        return new HostProcess(
                started.process(), started.output(), started.line().split(" "));
    }

    /** The sentence with which the program refuses to start. */
    static String refusal(List<String> prefix, String searchPath, String classPath, Path folder) throws IOException {
        Started started = launch(prefix, searchPath, classPath, folder);
        started.process().destroyForcibly();
        return started.line();
    }

    private static Started launch(List<String> prefix, String searchPath, String classPath, Path folder)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        command.addAll(List.of(java, "-Xmx64m", "-cp", classPath, PostgresHost.class.getName(), folder.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PATH", searchPath);
        Process process = builder.start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder other = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("READY ") || line.startsWith("FAILED ")) {
                return new Started(process, output, line);
            }
            other.append(line).append('\n');
        }
        throw new AssertionError("the program ended saying: " + other);
    }

    /** Asks it to stop in order and waits for that. */
    void stop() throws IOException, InterruptedException {
        process.getOutputStream().close();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals("CLOSED")) {
                break;
            }
        }
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private record Started(Process process, BufferedReader output, String line) {}
}
