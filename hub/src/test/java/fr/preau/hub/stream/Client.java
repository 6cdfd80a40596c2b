package fr.preau.hub.stream;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A WebSocket client that keeps all it got. */
final class Client {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final List<JsonObject> frames = new ArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    /** Held as long as the socket: Vert.x closes a client, with all it opened, once the garbage collector finds it. */
    private final WebSocketClient http;

    private final WebSocket socket;
    private int mark;

    private Client(WebSocketClient http, WebSocket socket) {
        this.http = http;
        this.socket = socket;
        socket.textMessageHandler(this::arrived);
        socket.closeHandler(
                v -> closed.complete(socket.closeStatusCode() == null ? 1006 : (int) socket.closeStatusCode()));
        socket.exceptionHandler(e -> {});
    }

    static Client connect(Vertx vertx, int port, @Nullable String origin) {
        WebSocketClient http = vertx.createWebSocketClient(new WebSocketClientOptions()
                .setMaxConnections(1_000)
                .setMaxMessageSize(1_000_000)
                .setMaxFrameSize(1_000_000));
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI("/api/v1/stream")
                .setAllowOriginHeader(origin != null);
        if (origin != null) {
            options.putHeader("Origin", origin);
        }
        return House.wait(http.connect(options).map(socket -> new Client(http, socket)));
    }

    void send(String frame) {
        socket.writeTextMessage(frame);
    }

    void sendBinary(byte[] bytes) {
        socket.writeBinaryMessage(Buffer.buffer(bytes));
    }

    /** A text message that need not be text. */
    void sendRaw(byte[] bytes) {
        socket.writeFrame(io.vertx.core.http.WebSocketFrame.binaryFrame(Buffer.buffer(bytes), true));
    }

    void pause() {
        socket.pause();
    }

    void resume() {
        socket.resume();
    }

    void leave() {
        socket.close();
    }

    private synchronized void arrived(String text) {
        frames.add(new JsonObject(text));
        notifyAll();
    }

    synchronized void mark() {
        mark = frames.size();
    }

    JsonObject await(String type) {
        return await(frame -> frame.getString("type").equals(type), "a frame " + type);
    }

    JsonObject awaitProblem(String code) {
        return await(frame -> code.equals(frame.getString("code")), "a problem " + code);
    }

    JsonObject awaitSeq(long seq) {
        return await(frame -> isEvent(frame) && frame.getLong("seq") == seq, "event " + seq);
    }

    synchronized JsonObject await(Predicate<JsonObject> condition, String what) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        for (int looked = mark; ; looked++) {
            while (looked == frames.size()) {
                long left = until - System.nanoTime();
                if (left <= 0 || (closed.isDone() && looked == frames.size())) {
                    List<JsonObject> since = frames.subList(mark, frames.size());
                    throw new AssertionError("no " + what + ", closed " + closed.getNow(0) + "; got " + since.size()
                            + ": " + since.subList(0, Math.min(5, since.size())));
                }
                try {
                    wait(Math.min(200, Math.max(1, TimeUnit.NANOSECONDS.toMillis(left))));
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
            if (condition.test(frames.get(looked))) {
                return frames.get(looked);
            }
        }
    }

    static boolean isEvent(JsonObject frame) {
        return frame.getString("type").equals("event");
    }

    synchronized List<JsonObject> frames() {
        return List.copyOf(frames);
    }

    /** The seqs of all events that came, in the order in which they came. */
    List<Long> seqs() {
        return frames().stream()
                .filter(Client::isEvent)
                .map(f -> f.getLong("seq"))
                .toList();
    }

    /** The code with which the hub closed. */
    int awaitClose() {
        return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** The words with which the hub closed. */
    String closeReason() {
        awaitClose();
        return String.valueOf(socket.closeReason());
    }

    boolean isOpen() {
        return !closed.isDone();
    }
}
