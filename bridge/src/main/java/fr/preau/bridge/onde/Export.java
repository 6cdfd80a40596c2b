package fr.preau.bridge.onde;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** An export that can be read from its beginning more than once. */
public interface Export {
    /** The name under which errors speak of it. */
    String name();

    /** A new stream from the first byte. */
    InputStream open() throws IOException;

    /** An export that lies in a file. */
    static Export of(Path path) {
        return new Export() {
            @Override
            public String name() {
                return path.toString();
            }

            @Override
            public InputStream open() throws IOException {
                if (Files.exists(path) && !Files.isRegularFile(path)) {
                    throw new IOException("not a regular file");
                }
                return Files.newInputStream(path);
            }
        };
    }
}
