package fr.preau.tests.sms;

import fr.preau.hub.ground.FreePort;
import fr.preau.tests.Repository;
import fr.preau.tests.fixture.Until;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Prism on a free port, holding every request against Twilio's own published interface. */
final class Prism implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int port = FreePort.find();
    private final Process process;
    private final Path said;

    private Prism(Path document) throws IOException {
        said = Files.createTempFile("preau-prism", ".log");
        process = new ProcessBuilder(
                        "node",
                        Node.folder()
                                .resolve("node_modules/@stoplight/prism-cli/dist/index.js")
                                .toString(),
                        "mock",
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port),
                        "--errors",
                        document.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        Until.holds(PATIENCE, () -> !process.isAlive() || listens());
        if (!process.isAlive()) {
            throw new AssertionError(Files.readString(said));
        }
    }

    /** Where Twilio's document lies beside the sources; none where it was not put there. */
    static Optional<Path> document() {
        var beside = Repository.root()
                .toAbsolutePath()
                .normalize()
                .resolve("../shared/data/twilio/twilio_api_v2010.json")
                .normalize();
        return Optional.of(beside).filter(Files::isRegularFile);
    }

    static Prism start(Path document) throws IOException {
        return new Prism(document);
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private boolean listens() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        Files.deleteIfExists(said);
    }
}
