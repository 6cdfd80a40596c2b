package fr.preau.hub.ground;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What PostgreSQL writes about itself into {@code postmaster.pid}, its lock file.
 *
 * @param pid the server's process
 * @param port its TCP port; 0 while it is not yet written
 * @param ready whether it takes connections
 */
record PostmasterFile(long pid, int port, boolean ready) {
    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    static Path in(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }

    /** Empty if there is none, or none that says at least whose it is. */
    static Optional<PostmasterFile> read(Path cluster) {
        try {
            List<String> lines = Files.readAllLines(in(cluster));
            long pid = Long.parseLong(lines.isEmpty() ? "" : lines.getFirst().strip());
            int port = lines.size() > PORT_LINE
                    ? Integer.parseInt(lines.get(PORT_LINE).strip())
                    : 0;
            boolean ready = lines.size() > STATUS_LINE && lines.get(STATUS_LINE).startsWith("ready");
            return Optional.of(new PostmasterFile(pid, port, ready));
        } catch (IOException | NumberFormatException e) { // not there, or just being written
            return Optional.empty();
        }
    }

    boolean alive() {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
