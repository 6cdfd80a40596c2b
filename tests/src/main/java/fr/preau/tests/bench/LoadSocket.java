package fr.preau.tests.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One socket of the {@link LoadClient}: walks over the frames that come without keeping them. */
final class LoadSocket extends ChannelInboundHandlerAdapter {
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int ENGINE_IO_PING = '2';

    private final String path;
    private final int port;
    private final @Nullable String hello;
    private final LoadTally tally;
    private final Runnable opened;
    private @Nullable StringBuilder head = new StringBuilder(); // of the HTTP answer; null once it has passed
    private boolean open;
    private @Nullable ByteBuf piece; // a frame's head that came in pieces
    private long skip; // bytes of the frame's payload that have not come
    private long length;
    private boolean counts;

    LoadSocket(String path, int port, @Nullable String hello, LoadTally tally, Runnable opened) {
        this.path = path;
        this.port = port;
        this.hello = hello;
        this.tally = tally;
        this.opened = opened;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        context.writeAndFlush(Unpooled.copiedBuffer(request, StandardCharsets.US_ASCII));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            if (head != null) {
                greeted(context, in, head);
            }
            while (in.isReadable()) {
                frame(context, in);
            }
        } finally {
            in.release();
        }
    }

    private void greeted(ChannelHandlerContext context, ByteBuf in, StringBuilder answer) {
        while (in.isReadable() && answer.indexOf("\r\n\r\n") < 0) {
            answer.append((char) in.readByte());
        }
        if (answer.indexOf("\r\n\r\n") >= 0) {
            if (!answer.toString().startsWith("HTTP/1.1 101")) {
                LoadClient.fail("refused: " + answer);
            }
            head = null;
            if (hello == null) {
                nowOpen();
            } else {
                context.writeAndFlush(LoadClient.text(hello));
            }
        }
    }

    private void nowOpen() {
        if (!open) {
            open = true;
            opened.run();
        }
    }

    private void frame(ChannelHandlerContext context, ByteBuf in) {
        if (skip == 0 && !head(context, in)) {
            return;
        }
        int here = (int) Math.min(skip, in.readableBytes());
        in.skipBytes(here);
        skip -= here;
        if (skip == 0 && counts) {
            if (open) {
                tally.message(length);
            } else {
                nowOpen();
            }
        }
    }

    /** Reads a frame's head; false while it is not whole. */
    private boolean head(ChannelHandlerContext context, ByteBuf in) {
        ByteBuf from = in;
        if (piece != null) {
            piece.writeByte(in.readByte());
            from = piece;
        }
        int start = from.readerIndex();
        int small = from.readableBytes() < 2 ? -1 : from.getByte(start + 1) & 0x7f;
        int size = small < 0 ? 2 : small == 126 ? 4 : small == 127 ? 10 : 2;
        if (small < 0 || from.readableBytes() < size) {
            if (piece == null) {
                piece = Unpooled.buffer(10);
                piece.writeBytes(in);
            }
            return false;
        }
        int opcode = from.getByte(start) & 0x0f;
        length = small == 126 ? from.getUnsignedShort(start + 2) : small == 127 ? from.getLong(start + 2) : small;
        if (piece == null) {
            in.skipBytes(size);
        }
        piece = null;
        skip = length;
        counts = opcode == TEXT;
        if (opcode == PING) {
            context.writeAndFlush(Unpooled.buffer().writeShort(0x8a80).writeInt(0));
        } else if (opcode == CLOSE) {
            LoadClient.fail("closed by the server");
        } else if (counts && length == 1 && in.isReadable() && in.getByte(in.readerIndex()) == ENGINE_IO_PING) {
            counts = false;
            context.writeAndFlush(LoadClient.text("3"));
        }
        return true;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        LoadClient.fail("a socket was cut");
    }
}
