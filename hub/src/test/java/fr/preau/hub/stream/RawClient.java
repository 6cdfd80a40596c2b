package fr.preau.hub.stream;

import io.netty.buffer.ByteBuf;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that writes bytes, right or wrong, and reads only when it wants to. */
final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 4_096);
    }

    /** Upgraded; {@code receiveBuffer} bytes of the kernel's, or 0 for the usual. */
    static RawClient open(int port, int receiveBuffer) {
        RawClient client = connect(port, receiveBuffer);
        client.write("""
                GET /api/v1/stream HTTP/1.1\r
                Host: localhost\r
                Connection: keep-alive, Upgrade\r
                Upgrade: websocket\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                \r
                """.getBytes(StandardCharsets.US_ASCII));
        String head = client.head();
        if (!head.startsWith("HTTP/1.1 101")) {
            throw new AssertionError(head);
        }
        return client;
    }

    static RawClient connect(int port, int receiveBuffer) {
        try {
            Socket socket = new Socket();
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.setSoTimeout(15_000);
            socket.connect(new java.net.InetSocketAddress("127.0.0.1", port));
            return new RawClient(socket);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    void text(byte[] payload) {
        frame(0x81, payload);
    }

    void text(String payload) {
        text(payload.getBytes(StandardCharsets.UTF_8));
    }

    void frame(int first, byte[] payload) {
        ByteBuf frame = FrameReaderTest.frame(first, payload);
        byte[] bytes = new byte[frame.readableBytes()];
        frame.readBytes(bytes);
        write(bytes);
    }

    void write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The head of an HTTP answer. */
    String head() {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = read();
            if (next < 0) {
                throw new AssertionError("cut within the head: " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** One line of text, without its end. */
    String line() {
        StringBuilder line = new StringBuilder();
        for (int next = read(); next != '\n'; next = read()) {
            if (next < 0) {
                throw new AssertionError("cut within the line: " + line);
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    /** Reads to the close frame and tells its code; 0 when the connection ends without one. */
    int closeCode() {
        for (int first = read(); first >= 0; first = read()) {
            byte[] payload = payload();
            if (first == 0x88) {
                return (payload[0] & 0xff) << 8 | payload[1] & 0xff;
            }
        }
        return 0;
    }

    /** The next text message. */
    String message() {
        for (int first = read(); first >= 0; first = read()) {
            byte[] payload = payload();
            if (first == 0x81) {
                return new String(payload, StandardCharsets.UTF_8);
            }
        }
        throw new AssertionError("cut before a message");
    }

    private byte[] payload() {
        int small = read();
        int length = small == 126 ? read() << 8 | read() : small == 127 ? eight() : small;
        byte[] payload = new byte[Math.max(0, length)];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) read();
        }
        return payload;
    }

    private int eight() {
        int length = 0;
        for (int i = 0; i < 8; i++) {
            length = length << 8 | read();
        }
        return length;
    }

    private int read() {
        try {
            return in.read();
        } catch (java.net.SocketException e) {
            return -1;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
