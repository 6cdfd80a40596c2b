package fr.preau.tests.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One author of the {@link PostLoad}: sends frames made by hand, and looks no further into an answer than what it is. */
final class PostSocket extends ByteToMessageDecoder {
    private static final byte[] ACK = "{\"type\":\"ack\"".getBytes(StandardCharsets.US_ASCII);
    private static final int OPEN_MAX = 4_096;

    private final PostLoad load;
    private final int number;
    private final int port;
    private final String hello;
    private final byte[][] heads;
    private final byte[] tail;
    private final Runnable opened;
    private final long[] since = new long[OPEN_MAX];
    private @Nullable ChannelHandlerContext context;
    private boolean greeted;
    private boolean welcomed;
    private int place;
    private long sent;
    private long answered;
    private boolean unflushed;

    PostSocket(PostLoad load, int number, int port, String hello, String[] channels, String text, Runnable opened) {
        this.load = load;
        this.number = number;
        this.port = port;
        this.hello = hello;
        this.heads = new byte[channels.length][];
        for (int i = 0; i < channels.length; i++) {
            heads[i] = ("{\"type\":\"post\",\"channel\":\"" + channels[i] + "\",\"key\":\"")
                    .getBytes(StandardCharsets.US_ASCII);
        }
        this.tail = ("\",\"body\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8);
        this.opened = opened;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        context = active;
        String request = "GET /api/v1/stream HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        active.writeAndFlush(Unpooled.copiedBuffer(request, StandardCharsets.US_ASCII));
    }

    /** Starts with so many posts on their way. */
    void begin(int into, int window) {
        place = into;
        for (int i = 0; i < window; i++) {
            send(into, System.nanoTime());
        }
        flush();
    }

    /** @param due from when its wait counts, by {@link System#nanoTime} */
    void send(int into, long due) {
        ChannelHandlerContext to = Objects.requireNonNull(context);
        byte[] head = heads[into];
        byte[] key = (number + "-" + into + "-" + (1_000_000_000L + sent)).getBytes(StandardCharsets.US_ASCII);
        int length = head.length + key.length + tail.length;
        ByteBuf frame = to.alloc().directBuffer(length + 8);
        frame.writeByte(0x81).writeByte(0x80 | 126).writeShort(length).writeInt(0); // a mask of zero masks nothing
        frame.writeBytes(head).writeBytes(key).writeBytes(tail);
        since[(int) (sent++ % OPEN_MAX)] = due;
        load.sent();
        to.write(frame);
        unflushed = true;
    }

    void flush() {
        if (unflushed) {
            unflushed = false;
            Objects.requireNonNull(context).flush();
        }
    }

    @Override
    protected void decode(ChannelHandlerContext from, ByteBuf in, List<Object> out) {
        if (!greeted) {
            greet(from, in);
            return;
        }
        if (in.readableBytes() < 2) {
            return;
        }
        int start = in.readerIndex();
        int small = in.getByte(start + 1) & 0x7f;
        int head = small == 126 ? 4 : 2;
        if (in.readableBytes() < head) {
            return;
        }
        int length = small == 126 ? in.getUnsignedShort(start + 2) : small;
        if (in.readableBytes() < head + length) {
            return;
        }
        int opcode = in.getByte(start) & 0x0f;
        ByteBuf payload = in.skipBytes(head).readSlice(length);
        if (opcode == 9) {
            from.writeAndFlush(Unpooled.buffer().writeShort(0x8a80).writeInt(0));
        } else if (opcode == 8) {
            LoadClient.fail("closed by the hub");
        } else {
            text(payload);
        }
    }

    private void text(ByteBuf payload) {
        if (!welcomed) {
            welcomed = true;
            opened.run();
            return;
        }
        for (int i = 0; i < ACK.length; i++) {
            if (payload.getByte(payload.readerIndex() + i) != ACK[i]) {
                LoadClient.fail("the hub said: " + payload.toString(StandardCharsets.UTF_8));
            }
        }
        if (load.answered(since[(int) (answered++ % OPEN_MAX)])) {
            send(place, System.nanoTime());
        }
    }

    private void greet(ChannelHandlerContext from, ByteBuf in) {
        String answer = in.toString(StandardCharsets.US_ASCII);
        int end = answer.indexOf("\r\n\r\n");
        if (end >= 0) {
            if (!answer.startsWith("HTTP/1.1 101")) {
                LoadClient.fail("refused: " + answer);
            }
            in.skipBytes(end + 4);
            greeted = true;
            from.writeAndFlush(LoadClient.text(hello));
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext from) throws Exception {
        flush();
        super.channelReadComplete(from);
    }

    @Override
    public void channelInactive(ChannelHandlerContext from) {
        LoadClient.fail("a socket was cut");
    }
}
