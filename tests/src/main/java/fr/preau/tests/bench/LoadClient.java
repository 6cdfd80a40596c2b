package fr.preau.tests.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Opens many WebSockets and counts what comes, a process of its own so that its work is nobody else's. Raw Netty, one
 * thread, no frame is ever built. Arguments: port, path, sockets, and a file with a first message for each socket in
 * turn, or {@code -}. Where there are first messages a socket counts as open when it was answered.
 *
 * <p>On standard input {@code expect N}: answers {@code armed}, and once each socket has had N more messages
 * {@code done FIRST LAST BYTES}: when the first and the last one came, nanoseconds of the clock that all processes of the
 * machine share, and how long one was. {@code begun NANOS} tells when they were sent, and {@code report} asks how long all took since the last report,
 * as an HdrHistogram in Base64.
 */
public final class LoadClient {
    private static final int AT_ONCE = 64;

    private LoadClient() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int port = Integer.parseInt(arguments[0]);
        String path = arguments[1];
        int sockets = Integer.parseInt(arguments[2]);
        List<String> first = arguments[3].equals("-") ? List.of() : Files.readAllLines(Path.of(arguments[3]));
        LoadTally tally = new LoadTally(sockets);
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        Semaphore opening = new Semaphore(AT_ONCE);
        AtomicInteger index = new AtomicInteger();
        Bootstrap bootstrap = new Bootstrap()
                .group(group)
                .channel(EpollSocketChannel.class)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        String hello = first.isEmpty() ? null : first.get(index.getAndIncrement() % first.size());
                        channel.pipeline().addLast(new LoadSocket(path, port, hello, tally, opening::release));
                    }
                });
        for (int i = 0; i < sockets; i++) {
            opening.acquire();
            bootstrap.connect("127.0.0.1", port).addListener(done -> {
                if (!done.isSuccess()) {
                    fail("socket not opened: " + done.cause());
                }
            });
        }
        opening.acquire(AT_ONCE);
        say("open");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] order = line.split(" ", -1);
            group.submit(() -> {
                switch (order[0]) {
                    case "expect" -> tally.expect(Integer.parseInt(order[1]));
                    case "begun" -> tally.begun(Long.parseLong(order[1]));
                    default -> tally.report();
                }
            });
        }
        System.exit(0); // whoever started us has gone
    }

    static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    /** Nothing that follows would be worth anything. */
    static void fail(String why) {
        say("failed " + why);
        System.exit(1);
    }

    /** A masked text frame of at most 64 KB; the mask is zero, which masks nothing and is allowed. */
    static ByteBuf text(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        ByteBuf frame = Unpooled.buffer(bytes.length + 8).writeByte(0x81);
        if (bytes.length < 126) {
            frame.writeByte(0x80 | bytes.length);
        } else {
            frame.writeByte(0x80 | 126).writeShort(bytes.length);
        }
        return frame.writeInt(0).writeBytes(bytes);
    }
}
