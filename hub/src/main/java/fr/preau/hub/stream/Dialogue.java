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
 * What one client says, answered one message after the other, so that two posts of one client stand in the order in
 * which it sent them. Confined to the event loop.
 */
final class Dialogue {
    private static final int QUEUE_ENOUGH = 8;
    private static final int TYPING_SECONDS = 3;
    private static final Future<Void> DONE = Future.succeededFuture();

    private final Connection connection;
    private final Membership membership;
    private final Pace pace;
    private @Nullable Queue<byte[]> waiting;
    private @Nullable Map<ChannelId, Integer> typed;
    private boolean busy;
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
        if (!busy) {
            answer(bytes);
            return;
        }
        Queue<byte[]> queue = waiting == null ? new ArrayDeque<>(2) : waiting;
        waiting = queue;
        queue.add(bytes);
        if (queue.size() == QUEUE_ENOUGH) {
            connection.line().listen(false);
        }
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

    private void answer(byte[] bytes) {
        busy = true;
        connection.loop().onLoop(answered(bytes), (done, failure) -> {
            busy = false;
            next();
        });
    }

    private void next() {
        Queue<byte[]> queue = waiting;
        if (queue != null && connection.hears()) {
            byte[] bytes = queue.poll();
            if (bytes == null) {
                waiting = null;
                connection.line().listen(true);
            } else {
                answer(bytes);
            }
        }
    }

    private Future<Void> answered(byte[] bytes) {
        ClientFrame frame;
        try {
            frame = Wire.read(Buffer.buffer(bytes), ClientFrame.class);
        } catch (Refused e) {
            connection.refuse(e.refusal(), ServerFrame.About.NOTHING);
            if (!greeted) {
                connection.refuse(Refusal.of(Problem.HELLO_EXPECTED), ServerFrame.About.NOTHING);
            }
            return DONE;
        }
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
        return attempt(ServerFrame.About.NOTHING, () -> membership.greet(hello))
                .onComplete(done -> greeted = membership.welcomed());
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
