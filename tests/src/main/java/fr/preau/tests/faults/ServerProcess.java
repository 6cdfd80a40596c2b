package fr.preau.tests.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The processes of one PostgreSQL on this machine. They end with the thread that started them. */
final class ServerProcess {
    private final Path programs;
    private final Path data;
    private final int port;
    private final List<ProcessHandle> killed = new ArrayList<>();
    private Process process;

    private ServerProcess(Path programs, Path data, int port) throws IOException {
        this.programs = programs;
        this.data = data;
        this.port = port;
        this.process = launch(programs, data, port);
    }

    static ServerProcess start(Path programs, Path data, int port) throws IOException {
        return new ServerProcess(programs, data, port);
    }

    /** Starts it once more after it was killed. */
    void again() throws IOException {
        awaitGone();
        killed.clear();
        process = launch(programs, data, port);
    }

    /** kill -9 of all its processes, as when its machine dies. */
    void kill() {
        killed.addAll(family());
        killed.forEach(ProcessHandle::destroyForcibly);
    }

    /** Waits until nobody uses its files any more, after it was killed. */
    void awaitGone() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (killed.stream().anyMatch(ProcessHandle::isAlive)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("PostgreSQL outlives its postmaster");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    /** Sends a signal to all of them; one that ended meanwhile is no error. */
    void signal(String name) throws IOException {
        for (ProcessHandle one : family()) {
            new ProcessBuilder("sh", "-c", "kill -" + name + " " + one.pid() + " 2>/dev/null")
                    .start()
                    .onExit()
                    .join();
        }
    }

    /** The postmaster first, then its children. */
    private List<ProcessHandle> family() {
        List<ProcessHandle> all = new ArrayList<>();
        process.descendants().forEach(all::add);
        all.addFirst(process.toHandle());
        return all;
    }

    /** PostgreSQL refuses to run as root, so root runs it in a user namespace, where files of root are its own. */
    private static Process launch(Path programs, Path data, int port) throws IOException {
        List<String> command = new ArrayList<>();
        if ((int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0) {
            command.addAll(List.of("unshare", "-U", "--"));
        }
        command.addAll(List.of("setpriv", "--pdeathsig", "INT"));
        command.addAll(List.of(programs.resolve("bin/postgres").toString(), "-D", data.toString()));
        command.addAll(List.of("-p", Integer.toString(port)));
        for (String setting : List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "fsync=on",
                "synchronous_commit=on",
                "wal_level=replica",
                "max_wal_senders=5",
                "wal_keep_size=256MB",
                "hot_standby=on",
                "max_connections=60",
                "shared_buffers=64MB")) {
            command.addAll(List.of("-c", setting));
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        data.resolveSibling(data.getFileName() + ".log").toFile()));
        builder.environment().put("LC_ALL", "C");
        return builder.start();
    }
}
