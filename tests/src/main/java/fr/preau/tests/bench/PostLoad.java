package fr.preau.tests.bench;

import io.netty.bootstrap.Bootstrap;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Writes posts over many WebSockets, a process of its own. Raw Netty, one thread. Arguments: port, a file with a hello and a
 * file with the channels of each author, a line each, and the text of the posts.
 *
 * <p>On standard input {@code run PLACE MILLIS WINDOW RATE}: writes into the PLACEth channel of each author, WINDOW posts
 * without answer at a time on each socket, or RATE a second where that is not 0. Answers {@code done POSTS NANOS P50 P99
 * ALL}: the answers that came within the time, how long that was, from sending to the answer in microseconds, and the
 * answers that came in all.
 */
public final class PostLoad {
    private static final int AT_ONCE = 64;

    private final List<PostSocket> sockets = new ArrayList<>();
    private final Histogram latency = new Histogram(3);
    private boolean running;
    private boolean paced;
    private int window;
    private long acked;
    private long all;
    private int open;

    private PostLoad() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int port = Integer.parseInt(arguments[0]);
        List<String> hellos = Files.readAllLines(Path.of(arguments[1]));
        List<String> places = Files.readAllLines(Path.of(arguments[2]));
        PostLoad load = new PostLoad();
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        Semaphore opening = new Semaphore(AT_ONCE);
        Bootstrap bootstrap = new Bootstrap().group(group).channel(EpollSocketChannel.class);
        for (int i = 0; i < hellos.size(); i++) {
            opening.acquire();
            String[] channels = places.get(i).split(" ", -1);
            PostSocket socket = new PostSocket(load, i, port, hellos.get(i), channels, arguments[3], opening::release);
            load.sockets.add(socket);
            bootstrap
                    .clone()
                    .handler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            channel.pipeline().addLast(socket);
                        }
                    })
                    .connect("127.0.0.1", port)
                    .addListener(done -> {
                        if (!done.isSuccess()) {
                            LoadClient.fail("socket not opened: " + done.cause());
                        }
                    });
        }
        opening.acquire(AT_ONCE);
        LoadClient.say("open");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", -1);
            group.submit(() -> load.run(
                    group,
                    Integer.parseInt(words[1]),
                    Long.parseLong(words[2]),
                    Integer.parseInt(words[3]),
                    Integer.parseInt(words[4])));
        }
        System.exit(0); // whoever started us has gone
    }

    private void run(EventLoopGroup group, int place, long millis, int each, int rate) {
        running = true;
        paced = rate > 0;
        window = each;
        acked = 0;
        all = 0;
        latency.reset();
        long begun = System.nanoTime();
        if (paced) {
            pace(group, place, begun, 0, rate);
        } else {
            sockets.forEach(socket -> socket.begin(place, window));
        }
        group.schedule(() -> stop(group, System.nanoTime() - begun), millis, TimeUnit.MILLISECONDS);
    }

    /** Sends what is due by now; late posts are sent later, but their wait counts from when they were due. */
    private void pace(EventLoopGroup group, int place, long begun, long sent, int rate) {
        if (!running) {
            return;
        }
        long next = sent;
        long now = System.nanoTime();
        for (; begun + next * 1_000_000_000L / rate <= now; next++) {
            sockets.get((int) (next % sockets.size())).send(place, begun + next * 1_000_000_000L / rate);
        }
        sockets.forEach(PostSocket::flush);
        long from = next;
        group.schedule(() -> pace(group, place, begun, from, rate), 1, TimeUnit.MILLISECONDS);
    }

    private void stop(EventLoopGroup group, long nanos) {
        running = false;
        settle(
                group,
                "done " + acked + " " + nanos + " " + latency.getValueAtPercentile(50) + " "
                        + latency.getValueAtPercentile(99) + " ");
    }

    private void settle(EventLoopGroup group, String line) {
        if (open == 0) {
            LoadClient.say(line + all);
        } else {
            group.schedule(() -> settle(group, line), 10, TimeUnit.MILLISECONDS);
        }
    }

    void sent() {
        open++;
    }

    /** @return whether the socket is to send another one */
    boolean answered(long since) {
        open--;
        all++;
        if (running) {
            acked++;
            latency.recordValue((System.nanoTime() - since) / 1_000);
        }
        return running && !paced;
    }
}
