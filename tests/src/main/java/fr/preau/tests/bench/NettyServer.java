package fr.preau.tests.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Raw Netty as one writes it who knows it well: native epoll, the frame encoded once, each event loop gives the shared
 * buffer to its own channels, without promises, and flushes each once however many messages came together. Arguments:
 * port, control port, bytes of a message. Each byte on a control connection is one broadcast.
 */
public final class NettyServer {
    private static final String PATH = "/";

    private final Map<EventLoop, List<Channel>> channels = // each list is touched by its own loop alone
            new ConcurrentHashMap<>();
    private final ByteBuf frame;

    private NettyServer(int bytes) {
        byte[] payload = new byte[bytes];
        Arrays.fill(payload, (byte) 'x');
        ByteBuf built = Unpooled.directBuffer(bytes + 4).writeByte(0x81);
        if (bytes < 126) {
            built.writeByte(bytes);
        } else {
            built.writeByte(126).writeShort(bytes);
        }
        this.frame = built.writeBytes(payload).asReadOnly();
    }

    public static void main(String[] arguments) throws InterruptedException {
        NettyServer server = new NettyServer(Integer.parseInt(arguments[2]));
        IoHandlerFactory epoll = EpollIoHandler.newFactory();
        MultiThreadIoEventLoopGroup acceptor = new MultiThreadIoEventLoopGroup(1, epoll);
        MultiThreadIoEventLoopGroup loops =
                new MultiThreadIoEventLoopGroup(Runtime.getRuntime().availableProcessors(), epoll);
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(acceptor, loops)
                .channel(EpollServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 4_096)
                .childOption(ChannelOption.TCP_NODELAY, true);
        bootstrap
                .clone()
                .childHandler(server.sockets())
                .bind("127.0.0.1", Integer.parseInt(arguments[0]))
                .sync();
        bootstrap
                .clone()
                .childHandler(server.control())
                .bind("127.0.0.1", Integer.parseInt(arguments[1]))
                .sync();
        LoadClient.say("ready");
    }

    private ChannelHandler sockets() {
        return new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline()
                        .addLast(
                                new HttpServerCodec(),
                                new HttpObjectAggregator(8_192),
                                new WebSocketServerProtocolHandler(PATH),
                                new Member());
            }
        };
    }

    /** Enters the channel once it is a WebSocket. */
    private final class Member extends SimpleChannelInboundHandler<WebSocketFrame> {
        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete) {
                of(context).add(context.channel());
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            of(context).remove(context.channel());
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame message) {
            // what clients say is of no interest
        }

        private List<Channel> of(ChannelHandlerContext context) {
            return channels.computeIfAbsent(context.channel().eventLoop(), loop -> new ArrayList<>());
        }
    }

    private ChannelHandler control() {
        return new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(new SimpleChannelInboundHandler<ByteBuf>() {
                    @Override
                    protected void channelRead0(ChannelHandlerContext context, ByteBuf orders) {
                        int messages = orders.readableBytes();
                        channels.forEach((loop, own) -> loop.execute(() -> broadcast(own, messages)));
                    }
                });
            }
        };
    }

    private void broadcast(List<Channel> own, int messages) {
        for (Channel channel : own) {
            for (int i = 0; i < messages; i++) {
                channel.write(frame.retainedDuplicate(), channel.voidPromise());
            }
            channel.flush();
        }
    }
}
