package fr.preau.hub.stream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What comes in on one WebSocket, from Netty to its {@link Connection}; takes the place of all handlers of Vert.x. */
final class SocketHandler extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(SocketHandler.class);

    private final Connection connection;
    private final FrameReader reader;
    private @Nullable ByteBuf rest; // the beginning of a message whose end has not come

    SocketHandler(Connection connection, FrameReader reader) {
        this.connection = connection;
        this.reader = reader;
    }

    @Override
    public void channelRead(ChannelHandlerContext netty, Object message) {
        if (!(message instanceof ByteBuf bytes)) {
            ReferenceCountUtil.release(message);
            return;
        }
        ByteBuf all = bytes;
        if (rest != null) {
            all = rest.discardReadBytes().writeBytes(bytes);
            bytes.release();
        }
        FrameReader.Message next = reader.next(all);
        while (next != null) {
            connection.heard(next);
            next = next instanceof FrameReader.Message.Broken ? null : reader.next(all);
        }
        if (!all.isReadable() || !connection.hears()) {
            all.release();
            rest = null;
        } else if (rest == null) {
            rest = netty.alloc().heapBuffer(all.readableBytes()).writeBytes(all);
            all.release();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext netty) {
        forget();
        connection.gone();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext netty) {
        forget();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext netty, Object event) {
        ReferenceCountUtil.release(event); // the HTTP server's own shutdown; streams have theirs
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext netty, Throwable failure) {
        LOG.debug("a socket failed: {}", failure.toString());
        netty.close();
    }

    private void forget() {
        if (rest != null) {
            rest.release();
            rest = null;
        }
    }
}
