package fr.preau.hub.ground;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an earlier PostgreSQL left when it or its hub was killed: a server that is still stopping, its children, or only
 * its lock file {@code postmaster.pid}. The caller holds the lock of the folder, so no other hub starts one meanwhile.
 */
final class Leftover {
    private static final Logger LOG = LoggerFactory.getLogger(Leftover.class);
    private static final Duration FAST = Duration.ofSeconds(30);
    private static final Duration IMMEDIATE = Duration.ofSeconds(10);

    private final Path cluster;

    Leftover(Path cluster) {
        this.cluster = cluster;
    }

    /**
     * Waits until nobody uses the cluster, stopping a server that would not stop by itself. PostgreSQL removes its own
     * stale lock file, save where another program has since got the same process number; only then it is removed here.
     *
     * @throws StartFailure if a process keeps the cluster
     */
    void clear() {
        Optional<PostmasterFile> file = PostmasterFile.read(cluster).filter(PostmasterFile::alive);
        if (file.isEmpty()) {
            return;
        }
        long pid = file.get().pid();
        if (isServerOfCluster(pid)) {
            stop(pid);
        } else {
            await(() -> users().isEmpty(), IMMEDIATE);
            List<Long> users = users();
            if (!users.isEmpty()) {
                throw kept(users.getFirst());
            }
            removeLockFile();
        }
    }

    private void stop(long pid) {
        LOG.info("An earlier PostgreSQL (process {}) still runs on {}; stopping it", pid, cluster);
        signal("INT", pid);
        if (!await(() -> !alive(pid), FAST)) {
            signal("QUIT", pid);
            if (!await(() -> !alive(pid), IMMEDIATE)) {
                throw kept(pid);
            }
        }
    }

    private StartFailure kept(long pid) {
        return new StartFailure("The process " + pid + " still uses the database in " + cluster
                + " and does not stop. End it, then start again.");
    }

    private boolean isServerOfCluster(long pid) {
        return isPostgres(pid) && read(pid, "cmdline").contains(cluster.toString());
    }

    /** Processes of PostgreSQL whose working folder is the cluster, or may be for all that one can see. */
    private List<Long> users() {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(Leftover::isPostgres)
                .filter(this::mayWorkHere)
                .toList();
    }

    private boolean mayWorkHere(long pid) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + pid + "/cwd")).equals(cluster);
        } catch (java.nio.file.AccessDeniedException e) {
            return true;
        } catch (IOException e) { // ended meanwhile
            return false;
        }
    }

    private void removeLockFile() {
        Path lockFile = PostmasterFile.in(cluster);
        try {
            Files.deleteIfExists(lockFile);
        } catch (IOException e) {
            throw new StartFailure("The stale file " + lockFile + " cannot be removed: " + e.getMessage(), e);
        }
    }

    private static boolean isPostgres(long pid) {
        return read(pid, "comm").strip().equals("postgres");
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/" + file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private static boolean alive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** Sends a signal that the JDK cannot send; a process that has ended meanwhile is no error. */
    static void signal(String name, long pid) {
        try {
            new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new StartFailure("A signal cannot be sent: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean await(BooleanSupplier condition, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            PostgresProcess.pause();
        }
        return true;
    }
}
