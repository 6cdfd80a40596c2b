package fr.preau.tests.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Server-Sent Events over a socket of its own, so that a dead network shows (WHATWG HTML, section 9.2). */
public final class RawEvents implements AutoCloseable {
    private final Socket socket = new Socket();
    private final InputStream in;
    private int left; // of the chunk that is being read

    private RawEvents(Api api, Map<UUID, Long> cursors, Duration patience) throws IOException {
        int millis = Math.toIntExact(patience.toMillis());
        try {
            socket.connect(
                    new InetSocketAddress(api.base().getHost(), api.base().getPort()), millis);
            socket.setSoTimeout(millis);
            String query = cursors.entrySet().stream()
                    .map(c -> c.getKey() + ":" + c.getValue())
                    .collect(Collectors.joining(","));
            String request = "GET /api/v1/events?cursors=" + query + " HTTP/1.1\r\nHost: "
                    + api.base().getAuthority() + "\r\nAuthorization: Bearer " + api.token() + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            in = new BufferedInputStream(socket.getInputStream());
            String status = line();
            for (String header = line(); !header.isEmpty(); header = line()) {}
            if (!status.startsWith("HTTP/1.1 200")) {
                throw new IOException("no events: " + status);
            }
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Opens the events.
     *
     * @param patience how long the network may stay silent, also while connecting; an {@link UncheckedIOException} then
     */
    public static RawEvents open(Api api, Map<UUID, Long> cursors, Duration patience) {
        try {
            return new RawEvents(api, cursors, patience);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next frame; null when the hub has ended the stream. */
    public @Nullable JsonNode read() {
        try {
            while (true) {
                String content = content();
                if (content == null) {
                    return null;
                }
                if (content.startsWith("data: ")) {
                    return Json.read(content.substring("data: ".length()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line of the body, whatever chunks it came in; null at the end of the body. */
    private @Nullable String content() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            if (left == 0) {
                left = Integer.parseInt(line(), 16);
                if (left == 0) {
                    return null;
                }
            }
            int next = next();
            if (--left == 0) {
                line();
            }
            if (next == '\n') {
                return line.toString(StandardCharsets.UTF_8);
            }
            line.write(next);
        }
    }

    /** A line of the transfer itself. */
    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = next(); next != '\n'; next = next()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private int next() throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new IOException("the connection was cut");
        }
        return next;
    }
}
