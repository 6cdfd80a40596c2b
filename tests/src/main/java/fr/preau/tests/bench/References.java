package fr.preau.tests.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The servers to compare with, as far as this machine has them. */
final class References {
    private final Path folder;
    private final int bytes;
    private final Map<String, String> missing;

    /**
     * @param folder where they may put files
     * @param bytes of each message
     * @param missing is told which could not be started, and why
     */
    References(Path folder, int bytes, Map<String, String> missing) {
        this.folder = folder;
        this.bytes = bytes;
        this.missing = missing;
    }

    List<Contender> start() throws IOException, InterruptedException {
        missing.put("nchan", "this bench does not start it yet");
        missing.put("socket.io", "this bench does not start it yet");
        List<Contender> started = new ArrayList<>();
        try {
            sendLoop(started);
            started.add(Reference.start(
                    "Vert.x, naive",
                    "/",
                    (port, control) -> Children.java(
                            NaiveServer.class, List.of("-Xmx1g"), List.of("" + port, "" + control, "" + bytes))));
            return started;
        } catch (RuntimeException | IOException e) {
            started.forEach(Contender::close);
            throw e;
        }
    }

    private void sendLoop(List<Contender> started) throws IOException, InterruptedException {
        Path source = folder.resolve("send_loop.c");
        try (InputStream in = Objects.requireNonNull(References.class.getResourceAsStream("/bench/send_loop.c"))) {
            Files.copy(in, source);
        }
        Path program = folder.resolve("send_loop");
        try {
            Process compiler = new ProcessBuilder("gcc", "-O2", "-o", program.toString(), source.toString())
                    .inheritIO()
                    .start();
            if (!compiler.waitFor(60, TimeUnit.SECONDS) || compiler.exitValue() != 0) {
                missing.put("C send()", "gcc did not compile it");
                return;
            }
        } catch (IOException e) {
            missing.put("C send()", "there is no gcc");
            return;
        }
        started.add(Reference.start(
                "C send()", "/", (port, control) -> List.of(program.toString(), "" + port, "" + control, "" + bytes)));
    }
}
