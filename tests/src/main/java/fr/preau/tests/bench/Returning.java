package fr.preau.tests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import fr.preau.tests.wire.Json;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Many clients that keep their cursors and come back by them when the hub says, a process of its own. Raw Netty, one
 * thread. Arguments: port, a file with a token a line, and {@code -} or a channel that each reads from its beginning.
 *
 * <p>Says {@code back MILLIS} when all have caught up. On standard input: {@code cut} ends all connections at once and says
 * {@code gone}; {@code return} and {@code rush} have all come back, as the hub told each or at once, and say
 * {@code back MILLIS TRIED REFUSED}; {@code check FILE} waits until each has its channels as far as the file says (a channel
 * and a seq a line) and says {@code checked LOST DOUBLED REORDERED}.
 */
public final class Returning {
    private static final int DIALLED_AT_ONCE = 200; // as the hub's backlog and the kernel's are not what is looked at
    private static final long AGAIN_MILLIS = 500;
    private static final long CHECK_SECONDS = 20;

    final int port;
    private final List<Client> clients = new ArrayList<>();
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final Bootstrap bootstrap = new Bootstrap().group(group).channel(EpollSocketChannel.class);
    private final List<Client> toDial = new ArrayList<>();
    private long begun;
    private int dialling;
    private int caughtUp;
    private int tried;
    private int refused;
    private int doubled;
    private int reordered;

    private Returning(int port) {
        this.port = port;
    }

    public static void main(String[] arguments) throws IOException {
        Returning all = new Returning(Integer.parseInt(arguments[0]));
        for (String token : Files.readAllLines(Path.of(arguments[1]))) {
            all.clients.add(all.new Client(token, arguments[2]));
        }
        all.group.execute(() -> all.comeBack(false));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String said = line;
            all.group.execute(() -> all.told(said));
        }
        System.exit(0); // whoever started us has gone
    }

    private void told(String line) {
        switch (line.split(" ", 2)[0]) {
            case "cut" -> {
                clients.forEach(Client::cut);
                LoadClient.say("gone");
            }
            case "return" -> comeBack(true);
            case "rush" -> comeBack(false);
            default -> check(Path.of(line.substring("check ".length())), System.nanoTime());
        }
    }

    private void comeBack(boolean asTold) {
        begun = System.nanoTime();
        caughtUp = 0;
        tried = 0;
        refused = 0;
        for (Client client : clients) {
            client.ends = Client.NEVER;
            if (asTold) {
                group.schedule(() -> dial(client), client.comeBackMillis, TimeUnit.MILLISECONDS);
            } else {
                dial(client);
            }
        }
    }

    private void dial(Client client) {
        toDial.add(client);
        dialNext();
    }

    private void dialNext() {
        while (dialling < DIALLED_AT_ONCE && !toDial.isEmpty()) {
            dialling++;
            Client client = toDial.removeLast();
            tried++;
            bootstrap
                    .clone()
                    .handler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            channel.pipeline().addLast(new ReturningSocket(client));
                        }
                    })
                    .connect("127.0.0.1", port)
                    .addListener(done -> {
                        if (!done.isSuccess()) {
                            opened();
                            client.closed(0);
                        }
                    });
        }
    }

    private void opened() {
        dialling--;
        dialNext();
    }

    private void check(Path expected, long since) {
        Map<String, Long> last = new HashMap<>();
        try {
            for (String line : Files.readAllLines(expected)) {
                String[] parts = line.split(" ", -1);
                last.put(parts[0], Long.parseLong(parts[1]));
            }
        } catch (IOException e) {
            LoadClient.fail(e.toString());
        }
        long lost = clients.stream()
                .flatMap(client -> client.cursors.entrySet().stream())
                .mapToLong(entry -> Math.abs(last.getOrDefault(entry.getKey(), 0L) - entry.getValue()))
                .sum();
        if (lost > 0 && System.nanoTime() - since < TimeUnit.SECONDS.toNanos(CHECK_SECONDS)) {
            group.schedule(() -> check(expected, since), 200, TimeUnit.MILLISECONDS);
        } else {
            LoadClient.say("checked " + lost + " " + doubled + " " + reordered);
        }
    }

    /** One client over all its connections. */
    final class Client {
        private static final int NEVER = -1;

        private final String token;
        private final Map<String, Long> cursors = new HashMap<>();
        private final Map<String, Boolean> caught = new HashMap<>();
        private @Nullable Channel channel;
        private boolean leaving;
        private int ends = NEVER; // of its channels, that must still come
        private long comeBackMillis;

        Client(String token, String fromTheBeginning) {
            this.token = token;
            if (!fromTheBeginning.equals("-")) {
                cursors.put(fromTheBeginning, 0L);
            }
        }

        int port() {
            return port;
        }

        /** Upgraded: says hello. */
        void open(Channel now) {
            channel = now;
            leaving = false;
            opened();
            now.writeAndFlush(LoadClient.text(Json.write(Map.of("type", "hello", "token", token, "cursors", cursors))));
        }

        void frame(String text) {
            if (text.startsWith("{\"type\":\"event\"")) {
                event(field(text, "channel"), Long.parseLong(field(text, "seq")));
            } else if (text.startsWith("{\"type\":\"end\"")) {
                end(field(text, "channel"));
            } else if (text.startsWith("{\"type\":\"welcome\"")) {
                welcome(Json.read(text));
            } else if (text.startsWith("{\"type\":\"resync\"")) {
                LoadClient.fail(text);
            }
        }

        private void welcome(JsonNode welcome) {
            comeBackMillis = welcome.path("comeBackMillis").asLong();
            ends = cursors.size();
            caught.clear();
            welcome.path("channels")
                    .fields()
                    .forEachRemaining(entry ->
                            cursors.putIfAbsent(entry.getKey(), entry.getValue().asLong()));
            done();
        }

        private void event(String id, long seq) {
            long had = cursors.getOrDefault(id, 0L);
            if (seq <= had) {
                doubled++;
            } else {
                reordered += seq > had + 1 ? 1 : 0;
                cursors.put(id, seq);
            }
        }

        private void end(String id) {
            if (caught.put(id, true) == null) {
                ends--;
                done();
            }
        }

        private void done() {
            if (ends == 0 && ++caughtUp == clients.size()) {
                long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
                LoadClient.say("back " + millis + " " + tried + " " + refused);
            }
        }

        void cut() {
            leaving = true;
            if (channel != null) {
                channel.close();
            }
        }

        /** @param told after how many milliseconds to come back; 0 where the hub said nothing */
        void closed(long told) {
            channel = null;
            if (!leaving) {
                refused++;
                group.schedule(() -> dial(this), told == 0 ? AGAIN_MILLIS : told, TimeUnit.MILLISECONDS);
            }
        }
    }

    /** The first field of this name, a word or a number. */
    private static String field(String json, String name) {
        int start = json.indexOf("\"" + name + "\":") + name.length() + 3;
        boolean quoted = json.charAt(start) == '"';
        int from = quoted ? start + 1 : start;
        int to = from;
        while (json.charAt(to) != '"' && json.charAt(to) != ',' && json.charAt(to) != '}') {
            to++;
        }
        return json.substring(from, to);
    }
}
