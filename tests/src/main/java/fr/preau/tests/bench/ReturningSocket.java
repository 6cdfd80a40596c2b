package fr.preau.tests.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One connection of a {@link Returning} client: the upgrade, then whole frames. */
final class ReturningSocket extends ByteToMessageDecoder {
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;

    private final Returning.Client client;
    private boolean upgraded;
    private long told;

    ReturningSocket(Returning.Client client) {
        this.client = client;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        String request = "GET /api/v1/stream HTTP/1.1\r\nHost: 127.0.0.1:" + client.port()
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        context.writeAndFlush(Unpooled.copiedBuffer(request, StandardCharsets.US_ASCII));
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (!upgraded) {
            String head = in.toString(StandardCharsets.US_ASCII);
            int end = head.indexOf("\r\n\r\n");
            if (end < 0) {
                return;
            }
            if (!head.startsWith("HTTP/1.1 101")) {
                LoadClient.fail("refused: " + head);
            }
            in.skipBytes(end + 4);
            upgraded = true;
            client.open(context.channel());
            return;
        }
        frame(context, in);
    }

    private void frame(ChannelHandlerContext context, ByteBuf in) {
        if (in.readableBytes() < 2) {
            return;
        }
        int start = in.readerIndex();
        int small = in.getByte(start + 1) & 0x7f;
        int head = small == 126 ? 4 : small == 127 ? 10 : 2;
        if (in.readableBytes() < head) {
            return;
        }
        long length = small == 126 ? in.getUnsignedShort(start + 2) : small == 127 ? in.getLong(start + 2) : small;
        if (in.readableBytes() < head + length) {
            return;
        }
        int opcode = in.getByte(start) & 0x0f;
        in.skipBytes(head);
        ByteBuf payload = in.readSlice((int) length);
        switch (opcode) {
            case TEXT -> client.frame(payload.toString(StandardCharsets.UTF_8));
            case PING ->
                context.writeAndFlush(Unpooled.buffer().writeShort(0x8a80).writeInt(0));
            case CLOSE -> {
                String reason =
                        payload.skipBytes(Math.min(2, payload.readableBytes())).toString(StandardCharsets.UTF_8);
                int space = reason.indexOf(' ');
                told = space < 0 ? 0 : Long.parseLong(reason.substring(space + 1));
                context.close();
            }
            default -> {}
        }
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) {
        client.closed(told);
    }
}
