package fr.preau.hub.stream;

import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.people.Caller;
import fr.preau.channels.problem.Problem;
import fr.preau.channels.problem.Refusal;
import fr.preau.hub.edge.Failures;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.edge.Wire;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one client says, answered one message after the other; only plain posts that follow one another are handed on
 * without waiting, as the conversation keeps their order. So two posts of one client stand in the order in which it sent
 * them. Confined to the event loop.
 */
final class Dialogue {
    private static final int QUEUE_ENOUGH = 8;
    private static final int POSTS_AT_ONCE = 8;
    private static final int TYPING_SECONDS = 3;
    private static final Future<Void> DONE = Future.succeededFuture();

    private final Connection connection;
    private final Membership membership;
    private final Pace pace;
    private @Nullable Queue<byte[]> waiting;
    private @Nullable ClientFrame next; // read, and to be answered when all before it are
    private @Nullable Map<ChannelId, Integer> typed;
    private boolean busy; // with what is answered alone
    private int posting;
    private boolean greeted;

    Dialogue(Connection connection) {
        this.connection = connection;
        this.membership = new Membership(connection);
        this.pace = new Pace(connection.loop().streams().limits().messagesPerMinute());
    }

    /** Whether a hello has come. */
    boolean greeted() {
        return greeted;
    }

    Membership membership() {
        return membership;
    }

    void binary() {
        if (admitted()) {
            connection.refuse(Refusal.of(Problem.UNSUPPORTED_TYPE), ServerFrame.About.NOTHING);
        }
    }

    void ping(byte[] payload) {
        if (admitted() && connection.line() instanceof SocketLine socket) {
            socket.pong(payload);
        }
    }

    void text(byte[] bytes) {
        if (!admitted()) {
            return;
        }
        if (waiting == null && ready()) {
            take(bytes);
            return;
        }
        Queue<byte[]> queue = waiting == null ? new ArrayDeque<>(2) : waiting;
        waiting = queue;
        queue.add(bytes);
        if (queue.size() == QUEUE_ENOUGH) {
            connection.line().listen(false);
        }
    }

    private boolean ready() {
        return !busy && next == null && posting < POSTS_AT_ONCE;
    }

    private boolean admitted() {
        int now = connection.loop().wheel().now();
        switch (pace.message(now)) {
            case FINE -> {
                return true;
            }
            case REFUSED ->
                connection.refuse(Refusal.later(Problem.TOO_MANY_REQUESTS, pace.wait(now)), ServerFrame.About.NOTHING);
            case CUT ->
                connection.refuse(Refusal.later(Problem.TOO_MANY_MESSAGES, pace.wait(now)), ServerFrame.About.NOTHING);
        }
        return false;
    }

    private void take(byte[] bytes) {
        ClientFrame frame = read(bytes);
        if (frame == null) {
            return;
        }
        if (posting > 0 && !plain(frame)) {
            next = frame;
        } else {
            answer(frame);
        }
    }

    /** What needs nobody to be asked beforehand, so that it is handed on at once. */
    private boolean plain(ClientFrame frame) {
        return greeted && frame instanceof ClientFrame.Post post && post.audience() == null && post.urgency() == null;
    }

    private void answer(ClientFrame frame) {
        boolean alone = !plain(frame);
        busy = alone;
        posting += alone ? 0 : 1;
        connection.loop().onLoop(answered(frame), (done, failure) -> {
            busy = false;
            posting -= alone ? 0 : 1;
            goOn();
        });
    }

    private void goOn() {
        ClientFrame held = next;
        if (held != null && posting == 0 && connection.hears()) {
            next = null;
            answer(held);
        }
        Queue<byte[]> queue = waiting;
        while (queue != null && ready() && connection.hears()) {
            byte[] bytes = queue.poll();
            if (bytes == null) {
                waiting = null;
                connection.line().listen(true);
                return;
            }
            take(bytes);
        }
    }

    /** The frame, or null where it is none, which was told. */
    private @Nullable ClientFrame read(byte[] bytes) {
        try {
            return Wire.read(Buffer.buffer(bytes), ClientFrame.class);
        } catch (Refused e) {
            connection.refuse(e.refusal(), ServerFrame.About.NOTHING);
            if (!greeted) {
                connection.refuse(Refusal.of(Problem.HELLO_EXPECTED), ServerFrame.About.NOTHING);
            }
            return null;
        }
    }

    private Future<Void> answered(ClientFrame frame) {
        if (greeted == frame instanceof ClientFrame.Hello) {
            connection.refuse(
                    greeted ? Refusal.field(Problem.INVALID_FIELD, "type") : Refusal.of(Problem.HELLO_EXPECTED),
                    ServerFrame.About.NOTHING);
            return DONE;
        }
        return switch (frame) {
            case ClientFrame.Hello hello -> hello(hello);
            case ClientFrame.Subscribe ask ->
                attempt(new ServerFrame.About(null, ask.id(), ask.channel()), () -> membership.subscribe(ask));
            case ClientFrame.Post post ->
                attempt(new ServerFrame.About(post.key(), null, post.channel()), () -> post(post));
            case ClientFrame.Read read ->
                attempt(
                        new ServerFrame.About(null, null, read.channel()),
                        () -> source().markRead(
                                        caller(), ClientFrame.channel(read.channel()), ClientFrame.number(read.seq()))
                                .mapEmpty());
            case ClientFrame.Typing typing ->
                attempt(new ServerFrame.About(null, null, typing.channel()), () -> typing(typing));
            case ClientFrame.Token token -> attempt(ServerFrame.About.NOTHING, () -> membership.renew(token));
        };
    }

    private Future<Void> hello(ClientFrame.Hello hello) {
        greeted = true;
        return attempt(
                        ServerFrame.About.NOTHING,
                        () -> connection
                                .loop()
                                .streams()
                                .admission()
                                .enter(connection.loop(), Boolean.TRUE.equals(hello.sends()), () -> admitted(hello)))
                .onComplete(done -> greeted = membership.welcomed());
    }

    private Future<Void> admitted(ClientFrame.Hello hello) {
        return connection.hears() ? membership.greet(hello) : DONE; // it may have left while it waited
    }

    private Future<Void> post(ClientFrame.Post frame) {
        return connection
                .loop()
                .here(source().post(caller(), ClientFrame.channel(frame.channel()), frame.post()))
                .map(posted -> {
                    connection.send(new ServerFrame.Ack(String.valueOf(frame.key()), posted));
                    return null;
                });
    }

    private Future<Void> typing(ClientFrame.Typing frame) {
        ChannelId channel = ClientFrame.channel(frame.channel());
        int now = connection.loop().wheel().now();
        Map<ChannelId, Integer> times = typed == null ? new HashMap<>(2) : typed;
        typed = times;
        Integer before = times.get(channel);
        if (before != null && now - before < TYPING_SECONDS) {
            return DONE;
        }
        times.values().removeIf(time -> now - time >= TYPING_SECONDS);
        times.put(channel, now);
        return source().typing(caller(), channel);
    }

    /** Does it, and refuses in the frame's name what is refused. Never fails. */
    private Future<Void> attempt(ServerFrame.About about, Supplier<Future<Void>> work) {
        Future<Void> done;
        try {
            done = connection.loop().here(work.get());
        } catch (RuntimeException e) {
            done = Future.failedFuture(e);
        }
        return done.recover(failure -> {
            if (connection.hears()) {
                connection.refuse(Failures.refusal(failure, 500, "stream"), about);
            }
            return DONE;
        });
    }

    private Source source() {
        return connection.loop().streams().source();
    }

    private Caller caller() {
        return connection.caller();
    }
}
