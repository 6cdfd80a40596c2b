package fr.preau.hub.web;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All files of the browser client, read once; no file is touched while requests are answered. */
final class WebFiles {
    private static final String FOLDER = "/web/";
    private static final String PAGE = "/index.html";

    private final Map<String, WebFile> files;

    private WebFiles(Map<String, WebFile> files) {
        this.files = Map.copyOf(files);
    }

    /**
     * Reads the files that the build laid on the class path. Blocks. Empty where the client was not built, so that a
     * hub of routes alone can be run.
     */
    static WebFiles read() {
        try {
            byte[] list = bytes("files.txt");
            if (list == null) {
                return new WebFiles(Map.of());
            }
            Set<String> names = new String(list, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .collect(Collectors.toSet());
            Map<String, WebFile> files = new HashMap<>();
            for (String name : names) {
                if (!name.endsWith(".gz") && !name.endsWith(".br")) {
                    files.put("/" + name, file(name, names));
                }
            }
            return new WebFiles(files);
        } catch (IOException e) {
            throw new UncheckedIOException("a file of the browser client cannot be read", e);
        }
    }

    private static WebFile file(String name, Set<String> names) throws IOException {
        byte[] plain = bytes(name);
        if (plain == null) {
            throw new IOException(name + " is listed, but not there: build the client again");
        }
        return WebFile.of(name, Buffer.buffer(plain), coded(name + ".gz", names), coded(name + ".br", names));
    }

    private static @Nullable Buffer coded(String name, Set<String> names) throws IOException {
        byte[] bytes = names.contains(name) ? bytes(name) : null;
        return bytes == null ? null : Buffer.buffer(bytes);
    }

    private static byte @Nullable [] bytes(String name) throws IOException {
        try (InputStream in = WebFiles.class.getResourceAsStream(FOLDER + name)) {
            return in == null ? null : in.readAllBytes();
        }
    }

    /** The file at a path such as {@code /assets/x.js}; at the root it is the page. */
    Optional<WebFile> at(String path) {
        return Optional.ofNullable(files.get(path.equals("/") ? PAGE : path));
    }

    /** The page itself, for the addresses of its screens. */
    Optional<WebFile> page() {
        return at(PAGE);
    }
}
