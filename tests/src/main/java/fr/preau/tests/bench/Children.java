package fr.preau.tests.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The processes that a bench starts, and what the kernel says of them. */
public final class Children {
    private static final double TICKS = 100; // a second: USER_HZ, the same on every Linux

    /**
     * Of every JVM whose memory is measured: free heap is given back at each collection, or the resident figure shows
     * what the JVM keeps in reserve.
     */
    static final List<String> LEAN = List.of("-Xmx1g", "-XX:MinHeapFreeRatio=5", "-XX:MaxHeapFreeRatio=10");

    private Children() {}

    /** The command that runs a main class of these tests in a JVM of its own. */
    public static List<String> java(Class<?> main, List<String> jvm, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return command;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Processor time of all threads, seconds. */
    record Time(double user, double kernel) {
        double all() {
            return user + kernel;
        }

        Time plus(Time other) {
            return new Time(user + other.user, kernel + other.kernel);
        }

        Time minus(Time other) {
            return new Time(user - other.user, kernel - other.kernel);
        }
    }

    /** Processor time that a process has used, all its threads, user and kernel; seconds. */
    public static double cpu(long pid) throws IOException {
        return time(pid).all();
    }

    /** The same in its two parts. */
    static Time time(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return new Time(Long.parseLong(fields[11]) / TICKS, Long.parseLong(fields[12]) / TICKS);
    }

    /** Has a JVM collect its garbage and give back what it does not need, as far as the JVM can be told to. */
    static void collect(long pid) throws IOException {
        for (String order : List.of("GC.run", "GC.run", "System.trim_native_heap")) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(pid),
                            order)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                process.waitFor(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }

    /** As {@link #cpu}, of every PostgreSQL process below this one. */
    static double databaseCpu() throws IOException {
        double sum = 0;
        for (ProcessHandle one : ProcessHandle.current().descendants().toList()) {
            if (one.info().command().orElse("").endsWith("postgres")) {
                sum += cpu(one.pid());
            }
        }
        return sum;
    }

    /** Memory of a process that is in use now, bytes. */
    static long resident(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1_024;
            }
        }
        throw new IOException("no VmRSS of process " + pid);
    }

    public static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
