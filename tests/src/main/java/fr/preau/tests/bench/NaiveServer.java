package fr.preau.tests.bench;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Vert.x as one writes it on the first day: each event loop keeps its sockets and gives each of them the text, or each
 * socket listens to the event bus by itself. Arguments: port, control port, bytes of a message, {@code each} or
 * {@code consumers}. A byte on a control connection is one broadcast.
 */
public final class NaiveServer extends AbstractVerticle {
    private static final String ADDRESS = "broadcast";

    private final int port;
    private final boolean consumers;
    private final Set<ServerWebSocket> sockets = new LinkedHashSet<>();

    private NaiveServer(int port, boolean consumers) {
        this.port = port;
        this.consumers = consumers;
    }

    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[0]);
        int loops = Runtime.getRuntime().availableProcessors();
        Vertx vertx =
                Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(loops));
        String text = "x".repeat(Integer.parseInt(arguments[2]));
        boolean consumers = arguments[3].equals("consumers");
        vertx.deployVerticle(() -> new NaiveServer(port, consumers), new DeploymentOptions().setInstances(loops))
                .compose(deployed -> vertx.createNetServer()
                        .connectHandler(control -> control.handler(bytes -> {
                            for (int i = 0; i < bytes.length(); i++) {
                                vertx.eventBus().publish(ADDRESS, text);
                            }
                        }))
                        .listen(Integer.parseInt(arguments[1]), "127.0.0.1"))
                .onSuccess(ready -> LoadClient.say("ready"))
                .onFailure(e -> LoadClient.fail(e.toString()));
    }

    @Override
    public void start() {
        vertx.eventBus()
                .<String>consumer(
                        ADDRESS, message -> sockets.forEach(socket -> socket.writeTextMessage(message.body())));
        vertx.createHttpServer(new HttpServerOptions().setAcceptBacklog(4_096))
                .webSocketHandler(consumers ? this::listening : this::kept)
                .listen(port, "127.0.0.1");
    }

    private void kept(ServerWebSocket socket) {
        sockets.add(socket);
        socket.closeHandler(gone -> sockets.remove(socket));
    }

    private void listening(ServerWebSocket socket) {
        MessageConsumer<String> consumer =
                vertx.eventBus().consumer(ADDRESS, message -> socket.writeTextMessage(message.body()));
        socket.closeHandler(gone -> consumer.unregister());
    }
}
