package fr.preau.hub.stream;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a client sends on a WebSocket (RFC 6455, section 5), one socket an instance. Written for this one use
 * because an idle socket then costs one small object: the frames that clients send are few and short.
 */
final class FrameReader {
    /** What a client said. */
    sealed interface Message {
        /** A whole text message; whether it is UTF-8 is checked by who reads it. */
        record Text(byte[] bytes) implements Message {}

        /** A whole binary message; nobody here reads them. */
        record Binary() implements Message {}

        record Ping(byte[] payload) implements Message {}

        record Pong() implements Message {}

        /** The client closes, or answers our close. */
        record Close() implements Message {}

        /** The client breaks the protocol, or its message is too long; {@code code} is the close code for it. */
        record Broken(int code) implements Message {}
    }

    private static final int PROTOCOL_ERROR = 1002;
    private static final int TOO_LARGE = 1009;

    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int CONTROL_MAX = 125;

    private final int limit;
    private @Nullable ByteArrayOutputStream parts;
    private boolean binary;

    /** @param limit bytes of a message at most, over all of its fragments */
    FrameReader(int limit) {
        this.limit = limit;
    }

    /** The next message of these bytes, which are then consumed; null when more bytes are needed. */
    @Nullable
    Message next(ByteBuf in) {
        while (true) {
            int start = in.readerIndex();
            int readable = in.readableBytes();
            if (readable < 2) {
                return null;
            }
            int first = in.getUnsignedByte(start);
            int second = in.getUnsignedByte(start + 1);
            int opcode = first & 0x0f;
            boolean whole = (first & 0x80) != 0;
            boolean control = opcode >= CLOSE;
            int head = 2 + ((second & 0x7f) == 126 ? 2 : (second & 0x7f) == 127 ? 8 : 0) + 4;
            // No extension was agreed, a client masks, and a control frame is short and whole.
            if ((first & 0x70) != 0
                    || (second & 0x80) == 0
                    || (opcode > BINARY && !control)
                    || opcode > PONG
                    || (control && (!whole || (second & 0x7f) > CONTROL_MAX))) {
                return new Message.Broken(PROTOCOL_ERROR);
            }
            if (readable < head) {
                return null;
            }
            long length = length(in, start, second & 0x7f);
            if (length < 0 || length + (parts == null || control ? 0 : parts.size()) > limit) {
                return new Message.Broken(TOO_LARGE);
            }
            if (readable < head + length) {
                return null;
            }
            byte[] payload = unmasked(in, start + head, (int) length);
            in.readerIndex(start + head + (int) length);
            Message message = control ? control(opcode, payload) : data(opcode, whole, payload);
            if (message != null) {
                return message;
            }
        }
    }

    private static long length(ByteBuf in, int start, int small) {
        return switch (small) {
            case 126 -> in.getUnsignedShort(start + 2);
            case 127 -> in.getLong(start + 2);
            default -> small;
        };
    }

    private static byte[] unmasked(ByteBuf in, int at, int length) {
        byte[] payload = new byte[length];
        in.getBytes(at, payload);
        int mask = in.getInt(at - 4);
        for (int i = 0; i < length; i++) {
            payload[i] ^= (byte) (mask >>> (24 - 8 * (i & 3)));
        }
        return payload;
    }

    private static Message control(int opcode, byte[] payload) {
        return switch (opcode) {
            case PING -> new Message.Ping(payload);
            case PONG -> new Message.Pong();
            default -> new Message.Close();
        };
    }

    private @Nullable Message data(int opcode, boolean whole, byte[] payload) {
        if ((opcode == CONTINUATION) == (parts == null)) {
            return new Message.Broken(PROTOCOL_ERROR);
        }
        if (opcode != CONTINUATION) {
            binary = opcode == BINARY;
            if (whole) {
                return binary ? new Message.Binary() : new Message.Text(payload);
            }
            parts = new ByteArrayOutputStream();
        }
        ByteArrayOutputStream all = parts;
        if (all == null) {
            throw new IllegalStateException("a fragment without a beginning");
        }
        all.writeBytes(payload);
        if (!whole) {
            return null;
        }
        parts = null;
        return binary ? new Message.Binary() : new Message.Text(all.toByteArray());
    }
}
