package fr.preau.hub.audit;

import fr.preau.hub.ground.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The newest anchor in a file of the data folder; each node keeps its own. Blocks: for worker threads. */
final class AnchorFile {
    private final Path file;
    private final SigningKey key;

    AnchorFile(Path file, SigningKey key) {
        this.file = file;
        this.key = key;
    }

    /**
     * What the file says.
     *
     * @param forged whether there is a file, and it says nothing that the hub wrote
     */
    record Kept(Optional<Anchor> anchor, boolean forged) {}

    Kept read() {
        if (!Files.exists(file)) {
            return new Kept(Optional.empty(), false);
        }
        try {
            var anchor = Anchor.read(Files.readString(file, StandardCharsets.US_ASCII), key);
            return new Kept(anchor, anchor.isEmpty());
        } catch (IOException e) {
            throw new UncheckedIOException("the anchor of the audit cannot be read", e);
        }
    }

    /** Takes the place of the one before in one moment; returns the line. */
    String write(Anchor anchor) {
        String line = anchor.signed(key);
        try {
            var written = Files.createTempFile(file.getParent(), "anchor", ".new"); // for its owner alone
            Files.writeString(written, line + "\n", StandardCharsets.US_ASCII);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException("the anchor of the audit cannot be written", e);
        }
    }
}
