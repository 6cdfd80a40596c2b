package fr.preau.tests.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The servers to compare with, as far as this machine has them. */
final class References {
    static final String NETTY = "raw Netty";
    static final String NAIVE = "Vert.x, naive";
    static final String CONSUMERS = "Vert.x, a consumer a socket";
    static final String SEND = "C send()";
    static final String NCHAN = "nchan";
    static final String WS = "Node ws";

    /** What a reference needs that this machine has not. */
    static final class Missing extends Exception {
        private static final long serialVersionUID = 1;

        Missing(String why) {
            super(why);
        }
    }

    @FunctionalInterface
    private interface Starter {
        Contender start() throws IOException, InterruptedException, Missing;
    }

    private final Path folder;
    private final int bytes;
    private final int nodes;
    private final Map<String, String> missing;

    /**
     * @param folder where they may put files
     * @param bytes of each message
     * @param nodes processes of each
     * @param missing is told which could not be started, and why
     */
    References(Path folder, int bytes, int nodes, Map<String, String> missing) {
        this.folder = folder;
        this.bytes = bytes;
        this.nodes = nodes;
        this.missing = missing;
    }

    /** Starts those of these names that can be. */
    List<Contender> start(Set<String> names) throws IOException, InterruptedException {
        List<Contender> started = new ArrayList<>();
        try {
            for (String name : names) {
                try {
                    started.add(starter(name).start());
                } catch (Missing e) {
                    missing.put(name, e.getMessage());
                }
            }
            return started;
        } catch (RuntimeException | IOException | InterruptedException e) {
            started.forEach(Contender::close);
            throw e;
        }
    }

    private Starter starter(String name) {
        return switch (name) {
            case NETTY -> () -> java(NETTY, NettyServer.class);
            case NAIVE -> () -> java(NAIVE, NaiveServer.class, "each");
            case CONSUMERS -> () -> java(CONSUMERS, NaiveServer.class, "consumers");
            case SEND -> this::sendLoop;
            case NCHAN -> () -> Nchan.start(folder, bytes);
            case WS -> this::ws;
            default -> throw new IllegalArgumentException(name);
        };
    }

    private Contender java(String name, Class<?> server, String... more) throws IOException {
        return Reference.start(name, nodes, Children::collect, (port, control) -> {
            List<String> arguments = new ArrayList<>(List.of("" + port, "" + control, "" + bytes));
            arguments.addAll(List.of(more));
            return Children.java(server, Children.LEAN, arguments);
        });
    }

    private Contender sendLoop() throws IOException, InterruptedException, Missing {
        Path source = copy("send_loop.c");
        Path program = folder.resolve("send_loop");
        run(SEND, folder, "gcc", "-O2", "-o", program.toString(), source.toString());
        return Reference.start(
                SEND,
                nodes,
                pid -> {},
                (port, control) -> List.of(program.toString(), "" + port, "" + control, "" + bytes));
    }

    private Contender ws() throws IOException, InterruptedException, Missing {
        Path own = Files.createDirectories(folder.resolve("ws"));
        Path script = copy("ws_server.mjs");
        Path inside = Files.copy(script, own.resolve("server.mjs"));
        run(WS, own, "node", "--version");
        run(WS, own, "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "ws@8.18.3");
        return Reference.start(
                WS,
                nodes,
                pid -> {},
                (port, control) -> List.of("node", inside.toString(), "" + port, "" + control, "" + bytes));
    }

    private Path copy(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = Objects.requireNonNull(References.class.getResourceAsStream("/bench/" + name))) {
            Files.copy(in, file);
        }
        return file;
    }

    private static void run(String name, Path folder, String... command)
            throws IOException, InterruptedException, Missing {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new Missing("there is no " + command[0] + " here");
        }
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            Children.end(process);
            throw new Missing(String.join(" ", command) + " did not succeed");
        }
    }
}
