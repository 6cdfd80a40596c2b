package fr.preau.tests.faults;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Thousands of clients that are signed in and wait; how each of them is closed is counted. One thread. */
final class Sitters implements AutoCloseable {
    private static final int AT_ONCE = 64;
    private static final int HEAD_BYTES = 8_192;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Semaphore opening = new Semaphore(AT_ONCE);
    private final AtomicInteger seated = new AtomicInteger();
    private final AtomicInteger gone = new AtomicInteger();
    private final Map<Integer, Integer> codes = new TreeMap<>();

    private Sitters() {}

    /**
     * Opens one connection for each first frame; returns when the hub has welcomed all.
     *
     * @param hub where it listens
     */
    static Sitters open(URI hub, List<String> hellos) throws InterruptedException {
        Sitters sitters = new Sitters();
        for (String hello : hellos) {
            sitters.opening.acquire();
            sitters.connect(hub, hello);
        }
        Traffic.await(Duration.ofSeconds(60), "a welcome for everybody", () -> sitters.seated.get() == hellos.size());
        return sitters;
    }

    /** How many connections are closed by now. */
    int gone() {
        return gone.get();
    }

    /** How many were closed with each code; 0: without a word. */
    Map<Integer, Integer> codes() {
        synchronized (codes) {
            return Map.copyOf(codes);
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private void connect(URI hub, String hello) {
        WebSocketClientProtocolConfig config = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri("ws://" + hub.getAuthority() + "/api/v1/stream")
                .generateOriginHeader(false)
                .handleCloseFrames(false)
                .build();
        new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(
                                        new HttpClientCodec(),
                                        new HttpObjectAggregator(HEAD_BYTES),
                                        new WebSocketClientProtocolHandler(config),
                                        new Sitter(hello));
                    }
                })
                .connect(hub.getHost(), hub.getPort());
    }

    private final class Sitter extends SimpleChannelInboundHandler<WebSocketFrame> {
        private final String hello;
        private boolean welcomed;
        private int code;

        Sitter(String hello) {
            this.hello = hello;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
                context.writeAndFlush(new TextWebSocketFrame(hello));
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
            if (frame instanceof CloseWebSocketFrame close) {
                code = close.statusCode();
                context.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
            } else if (frame instanceof TextWebSocketFrame && !welcomed) {
                welcomed = true;
                seated.incrementAndGet();
                opening.release();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            synchronized (codes) {
                codes.merge(code, 1, Integer::sum);
            }
            gone.incrementAndGet();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close(); // cut without a word
        }
    }
}
