package fr.preau.tests.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** A WebSocket frame by frame and byte by byte, for what a proper client cannot send (RFC 6455). */
public final class RawStream implements AutoCloseable {
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    private static final int READ_MILLIS = 10_000;

    /** A frame from the hub; {@code code} is the close code of a close frame, else 0. */
    public record Frame(int opcode, byte[] payload) {
        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        public int code() {
            return opcode == CLOSE && payload.length >= 2 ? (payload[0] & 0xff) << 8 | (payload[1] & 0xff) : 0;
        }
    }

    private final Socket socket;
    private final OutputStream out;
    private final DataInputStream in;

    private RawStream(Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /** Opens the stream and says hello. */
    public static RawStream open(Api api) {
        RawStream stream = connect(api, Duration.ofMillis(READ_MILLIS));
        stream.say(Map.of("type", "hello", "token", api.token()));
        stream.await("welcome");
        return stream;
    }

    /**
     * A connection that has not said hello.
     *
     * @param patience how long the network may stay silent, also while connecting; an {@link UncheckedIOException} then
     */
    public static RawStream connect(Api api, Duration patience) {
        Socket socket = new Socket();
        try {
            int millis = Math.toIntExact(patience.toMillis());
            socket.connect(
                    new InetSocketAddress(api.base().getHost(), api.base().getPort()), millis);
            socket.setSoTimeout(millis);
            socket.setTcpNoDelay(true);
            RawStream stream = new RawStream(socket);
            stream.shakeHands(api);
            return stream;
        } catch (IOException e) {
            close(socket);
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a frame of JSON. */
    public void say(Map<String, ?> frame) {
        send(TEXT, true, true, Json.write(frame).getBytes(StandardCharsets.UTF_8));
    }

    /** Sends one frame of at most 65,535 bytes. */
    public void send(int opcode, boolean last, boolean masked, byte[] payload) {
        try {
            ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 8);
            frame.write(last ? 0x80 | opcode : opcode);
            int mask = masked ? 0x80 : 0;
            if (payload.length < 126) {
                frame.write(mask | payload.length);
            } else {
                frame.write(mask | 126);
                frame.write(payload.length >> 8);
                frame.write(payload.length);
            }
            if (masked) {
                frame.write(new byte[4]); // a mask of zeros leaves the payload as it is
            }
            frame.write(payload);
            frame.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next frame. */
    public Frame read() {
        try {
            int opcode = in.readUnsignedByte() & 0x0f;
            int length = in.readUnsignedByte() & 0x7f;
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = Math.toIntExact(in.readLong());
            }
            return new Frame(opcode, in.readNBytes(length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads until a frame of this type. */
    public Frame await(String type) {
        while (true) {
            Frame frame = read();
            if (frame.opcode() == CLOSE) {
                throw new AssertionError("closed with " + frame.code() + " instead of a frame " + type);
            }
            if (frame.opcode() == TEXT
                    && Json.read(frame.text()).path("type").asText().equals(type)) {
                return frame;
            }
        }
    }

    /** Reads until the hub closes; the close code. */
    public int awaitClose() {
        while (true) {
            Frame frame = read();
            if (frame.opcode() == CLOSE) {
                return frame.code();
            }
        }
    }

    @Override
    public void close() {
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void shakeHands(Api api) throws IOException {
        String request = """
                GET /api/v1/stream HTTP/1.1
                Host: %s:%d
                Origin: %s
                Upgrade: websocket
                Connection: Upgrade
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

                """.formatted(api.base().getHost(), api.base().getPort(), api.origin());
        out.write(request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) in.readUnsignedByte());
        }
        if (!head.toString().startsWith("HTTP/1.1 101")) {
            throw new IOException("no WebSocket: " + head);
        }
    }
}
