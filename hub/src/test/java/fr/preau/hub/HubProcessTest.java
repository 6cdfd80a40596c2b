package fr.preau.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hub as an operator meets it: a process that is started, answers, and is told to stop. */
class HubProcessTest {
    private static final Pattern READY = Pattern.compile("ready on port (\\d+)");

    @TempDir
    Path data;

    private Optional<Process> hub = Optional.empty();

    @AfterEach
    void endTheHub() {
        hub.ifPresent(Process::destroyForcibly);
    }

    @Test
    void itBecomesReadyTellsASecondHubToGoAwayAndDrainsOnSigterm() throws Exception {
        Process first = start();
        BufferedReader log = output(first);

        assertTrue(Integer.parseInt(awaitReady(log)) > 0);
        long postgres = postgresPid();

        Process second = start();
        String refusal = awaitLine(output(second), "Another hub");
        assertTrue(refusal.contains("process " + first.pid()), refusal);
        assertEquals(1, second.waitFor());

        first.toHandle().destroy(); // Process.destroy would close the log
        awaitLine(log, "Stopped");
        assertTrue(first.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, first.exitValue());
        assertFalse(ProcessHandle.of(postgres).map(ProcessHandle::isAlive).orElse(false), "no orphan is left");
        assertFalse(Files.exists(data.resolve("postgres/cluster/postmaster.pid")), "PostgreSQL stopped in order");
    }

    @Test
    void aTakenPortIsToldAndLeavesNothingBehind() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process process = start("PREAU_HTTP_PORT", Integer.toString(taken.getLocalPort()));

            awaitLine(output(process), "The hub cannot listen on 127.0.0.1 port " + taken.getLocalPort());

            assertTrue(process.waitFor(30, TimeUnit.SECONDS));
            assertEquals(1, process.exitValue());
            assertFalse(Files.exists(data.resolve("postgres/cluster/postmaster.pid")), "PostgreSQL stopped in order");
        }
    }

    private Process start() throws IOException {
        return start("PREAU_HTTP_PORT", "0");
    }

    private Process start(String variable, String value) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "run",
                        "--data",
                        data.toString())
                .redirectErrorStream(true);
        builder.environment().put(variable, value);
        Process process = builder.start();
        if (hub.isEmpty()) {
            hub = Optional.of(process);
        }
        return process;
    }

    private long postgresPid() throws IOException {
        return Long.parseLong(Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid"))
                .getFirst());
    }

    private static String awaitReady(BufferedReader log) throws IOException {
        Matcher ready = READY.matcher(awaitLine(log, "Préau is ready"));
        assertTrue(ready.find());
        return ready.group(1);
    }

    private static String awaitLine(BufferedReader log, String part) throws IOException {
        StringBuilder seen = new StringBuilder();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            seen.append(line).append('\n');
            if (line.contains(part)) {
                return line;
            }
        }
        throw new AssertionError("no \"" + part + "\" in:\n" + seen);
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}
