package fr.preau.hub.trial;

import fr.preau.hub.ground.StartFailure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** HAProxy in front of the nodes, as packages of the machine bring it. */
public final class TrialProxy {
    private static final String SETTINGS = """
            defaults
              mode http
              timeout connect 2s
              timeout client 75s
              timeout server 75s
              timeout tunnel 1h
              timeout check 3s
              option redispatch 1
              retries 3
              option forwardfor
            frontend preau
              bind 127.0.0.1:%1$d
              # What is imagined lives in one node's memory.
              acl imagined path_beg /sandbox /callbacks
              use_backend imagination if imagined
              default_backend nodes
            backend nodes
              balance leastconn
              option httpchk GET /health/ready
              http-check expect status 200
              default-server check inter 500ms fall 1 rise 1
            %2$s
            backend imagination
              %3$s
            """;

    private final Child child;

    private TrialProxy(Child child) {
        this.child = child;
    }

    /** Where the program is, if this machine has it. */
    public static Optional<Path> program() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Arrays.stream(path.split(File.pathSeparator)), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(folder -> Path.of(folder, "haproxy"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts it.
     *
     * @param program where it is
     * @param folder where its settings and its log go
     * @param port on which it listens, on this machine alone
     * @param nodes behind it; the sandbox is that of the first
     */
    public static TrialProxy start(Path program, Path folder, int port, List<TrialNode> nodes) {
        Path file = folder.resolve("haproxy.cfg");
        String servers = nodes.stream().map(node -> "  " + server(node)).collect(Collectors.joining("\n"));
        try {
            Files.writeString(file, SETTINGS.formatted(port, servers, server(nodes.getFirst())));
        } catch (IOException e) {
            throw new StartFailure("The file " + file + " cannot be written: " + e.getMessage(), e);
        }
        return new TrialProxy(Child.start(
                List.of(program.toString(), "-db", "-f", file.toString()), Map.of(), folder.resolve("haproxy.log")));
    }

    /** Whether it is still there. */
    public boolean alive() {
        return child.alive();
    }

    /** Asks it to end, and waits for that. */
    public void stop() {
        child.stop();
        child.awaitEnd();
    }

    private static String server(TrialNode node) {
        return "server " + node.name() + " 127.0.0.1:" + node.port();
    }
}
