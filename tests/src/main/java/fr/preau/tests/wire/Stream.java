package fr.preau.tests.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The WebSocket stream as a client sees it. Keeps every frame that came, in order, and holds each against
 * asyncapi.yaml. Waiting consumes nothing: {@link #await} looks at frames from the mark on, and {@link #mark} moves the
 * mark behind all that came so far.
 */
public final class Stream implements AutoCloseable {
    /** The close frame, or what cut the connection (code 1006). */
    public record Closed(int code, String reason) {}

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Contract contract;
    private final List<JsonNode> frames = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final CompletableFuture<Closed> closed = new CompletableFuture<>();
    private final WebSocket socket;
    private int mark;

    private Stream(Api api, String origin) {
        this.contract = api.contract();
        URI base = api.base();
        URI address = URI.create("ws://" + base.getHost() + ":" + base.getPort() + "/api/v1/stream");
        this.socket = HTTP.newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .header("Origin", origin)
                .buildAsync(address, new Listener())
                .join();
    }

    /** A connection that has not said hello, as a page of the hub itself opens it. */
    public static Stream connect(Api api) {
        return connect(api, api.origin());
    }

    /** A connection from a page of this origin. */
    public static Stream connect(Api api, String origin) {
        try {
            return new Stream(api, origin);
        } catch (CompletionException e) {
            throw new Refused(e.getCause() == null ? e : e.getCause());
        }
    }

    /** A stream of all the caller's channels, live from now on. */
    public static Stream open(Api api) {
        return open(api, Map.of());
    }

    /** A stream of all the caller's channels that catches up from these cursors. */
    public static Stream open(Api api, Map<UUID, Long> cursors) {
        Stream stream = connect(api);
        stream.hello(api.token(), cursors);
        return stream;
    }

    /** Says hello and waits for the welcome. */
    public JsonNode hello(String token, Map<UUID, Long> cursors) {
        Map<String, Object> hello = new LinkedHashMap<>(Map.of("type", "hello", "token", token));
        if (!cursors.isEmpty()) {
            hello.put("cursors", cursors);
        }
        send(hello);
        return await("welcome");
    }

    /** Sends a frame, a record or map as JSON or text as it is. */
    public void send(Object frame) {
        socket.sendText(frame instanceof String text ? text : Json.write(frame), true)
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** Posts; wait for the ack or the problem with this key. */
    public void post(UUID channel, String key, String body) {
        send(Map.of("type", "post", "channel", channel, "key", key, "body", body));
    }

    /** Frames before this moment no longer count in {@link #await}. */
    public synchronized void mark() {
        mark = frames.size();
    }

    /** The first frame of this type after the mark. */
    public JsonNode await(String type) {
        return await(type, frame -> true);
    }

    /** The first frame of this type after the mark of which the condition holds; an error after 10 seconds. */
    public JsonNode await(String type, Predicate<JsonNode> condition) {
        return await(
                "a frame '" + type + "'", f -> f.path("type").asText().equals(type) && condition.test(f), PATIENCE);
    }

    /** The answer to a post: its ack, or its problem. */
    public JsonNode answerTo(String key) {
        return await(
                "the ack or problem of " + key,
                f -> List.of("ack", "problem").contains(f.path("type").asText())
                        && f.path("key").asText().equals(key),
                PATIENCE);
    }

    /** The first frame after the mark of which the condition holds. */
    public synchronized JsonNode await(String what, Predicate<JsonNode> condition, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        int looked = mark;
        while (true) {
            for (; looked < frames.size(); looked++) {
                if (condition.test(frames.get(looked))) {
                    demandContract();
                    return frames.get(looked);
                }
            }
            if (closed.isDone()) {
                throw new Ended(what, closed.join(), frames.subList(mark, frames.size()));
            }
            long left = until - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("no " + what + "; since the mark: " + frames.subList(mark, frames.size()));
            }
            try {
                wait(Math.max(1, left / 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for " + what, e);
            }
        }
    }

    /** Every frame so far. */
    public synchronized List<JsonNode> frames() {
        demandContract();
        return List.copyOf(frames);
    }

    /** The posts of a channel that came, by their events, in the order in which they came. */
    public List<JsonNode> events(UUID channel) {
        return frames().stream()
                .filter(f -> f.path("type").asText().equals("event")
                        && f.path("channel").asText().equals(channel.toString()))
                .toList();
    }

    /** The frames since the mark. */
    public synchronized List<JsonNode> since() {
        return List.copyOf(frames.subList(mark, frames.size()));
    }

    /**
     * A round trip: once the answer to this frame is here, all that the hub had sent before on this connection is here
     * too. The channel must not exist.
     */
    public void roundTrip() {
        String id = UUID.randomUUID().toString();
        send(Map.of("type", "subscribe", "id", id, "channel", new UUID(0, 0)));
        await("problem", f -> f.path("id").asText().equals(id));
    }

    public boolean isOpen() {
        return !closed.isDone();
    }

    /** Waits until the hub closes the connection. */
    public Closed awaitClose(Duration patience) {
        try {
            return closed.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException e) {
            throw new AssertionError("still open after " + patience + "; frames: " + since(), e);
        }
    }

    /** Ends the connection. */
    @Override
    public void close() {
        if (isOpen()) {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(e -> socket);
        }
        socket.abort();
    }

    private void demandContract() {
        if (!faults.isEmpty()) {
            throw new AssertionError("Against the contract: " + faults);
        }
    }

    private synchronized void arrived(String text) {
        JsonNode frame = Json.read(text);
        for (String fault : contract.frameFaults(frame)) {
            faults.add(fault + " in " + text);
        }
        frames.add(frame);
        notifyAll();
    }

    private synchronized void ended(Closed how) {
        closed.complete(how);
        notifyAll();
    }

    /** The connection ended while something was still awaited from it. */
    public static final class Ended extends AssertionError {
        private final transient Closed closed;

        Ended(String what, Closed closed, List<JsonNode> since) {
            super("no " + what + ", closed: " + closed + "; since the mark: " + since);
            this.closed = closed;
        }

        /** Whether it was cut without a close frame, as when the hub is killed. */
        public boolean cut() {
            return closed.code() == 1006;
        }
    }

    /** The hub refused to open the stream. */
    public static final class Refused extends RuntimeException {
        Refused(Throwable cause) {
            super("the stream was not opened: " + cause, cause);
        }

        /** The HTTP status of the refusal; 0 when no answer came. */
        public int status() {
            return getCause() instanceof java.net.http.WebSocketHandshakeException e && e.getResponse() != null
                    ? e.getResponse().statusCode()
                    : 0;
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder partial = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                arrived(partial.toString());
                partial.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            ended(new Closed(statusCode, reason));
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            ended(new Closed(1006, String.valueOf(error)));
        }
    }
}
