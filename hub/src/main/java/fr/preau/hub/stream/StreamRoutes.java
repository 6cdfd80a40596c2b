package fr.preau.hub.stream;

import fr.preau.channels.problem.Problem;
import fr.preau.channels.problem.Refusal;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Failures;
import fr.preau.hub.edge.Origins;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.edge.Reply;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where streams begin. */
final class StreamRoutes {
    private static final String OURS = "preau-stream";

    private final Streams streams;
    private final Origins origins;

    StreamRoutes(Streams streams) {
        this.streams = streams;
        this.origins = new Origins(streams.ground().settings().http());
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.open("stream", HttpMethod.GET, "/api/v1/stream", this::socket),
                Endpoint.signed("events", HttpMethod.GET, "/api/v1/events", this::events));
    }

    /** A browser always says from which page it comes; programs that are no browser say nothing, and may. */
    private void checkOrigin(Exchange x) {
        String origin = x.header("Origin");
        if (origin != null && !origins.allowed(origin)) {
            throw new Refused(Problem.ORIGIN_REFUSED);
        }
        if (streams.refusing()) {
            throw new Refused(Refusal.later(Problem.STOPPING, 1));
        }
    }

    private Future<Reply> socket(Exchange x) {
        checkOrigin(x);
        if (!has(x.header("Upgrade"), "websocket")
                || !has(x.header("Connection"), "upgrade")
                || x.header("Sec-WebSocket-Key") == null) {
            throw new Refused(Problem.MALFORMED);
        }
        String language = x.header("Accept-Language");
        Channel channel = ((ConnectionBase) x.request().connection()).channel();
        return x.request().toWebSocket().map(socket -> {
            open(channel.pipeline(), language);
            return Reply.none();
        });
    }

    private static boolean has(@Nullable String header, String word) {
        return header != null && header.toLowerCase(Locale.ROOT).contains(word);
    }

    /** The connection leaves Vert.x: its handlers and their objects would cost more than all that a stream needs. */
    private void open(ChannelPipeline pipeline, @Nullable String language) {
        StreamLoop loop = streams.here();
        List<String> names = new ArrayList<>(pipeline.names());
        int limit = streams.limits().slowReaderBytes();
        new Connection(loop, language, connection -> {
            pipeline.addLast(
                    OURS,
                    new SocketHandler(
                            connection, new FrameReader(streams.limits().frameBytes())));
            // From the last to the first, so that what the first ones still hold reaches ours.
            for (String name : names.reversed()) {
                if (pipeline.get(name) != null && !(pipeline.get(name) instanceof SslHandler)) {
                    pipeline.remove(name);
                }
            }
            return new SocketLine(pipeline.context(OURS), limit, connection::cut);
        });
    }

    private Future<Reply> events(Exchange x) {
        checkOrigin(x);
        Cursors cursors = Cursors.of(x.query("cursors"), x.header("Last-Event-ID"));
        String token = String.valueOf(x.header("Authorization"))
                .substring("Bearer ".length())
                .strip();
        HttpServerResponse response = x.request().response();
        StreamLoop loop = streams.here();
        Connection connection = new Connection(
                loop,
                x.header("Accept-Language"),
                c -> new EventsLine(response, cursors, streams.limits().slowReaderBytes(), c::cut));
        response.closeHandler(gone -> loop.run(connection::gone));
        response.exceptionHandler(failure -> loop.run(connection::gone));
        if (connection.line() instanceof EventsLine line) {
            line.begin(streams.comeBackMillis());
        }
        Membership membership = connection.dialogue().membership();
        return streams.admission()
                .enter(loop, false, () -> membership.enter(x.caller(), membership.ends(token), cursors.all()))
                .recover(failure -> {
                    connection.refuse(Failures.refusal(failure, 500, x.requestId()), ServerFrame.About.NOTHING);
                    connection.close(1000, "");
                    return Future.succeededFuture();
                })
                .map(done -> Reply.none());
    }
}
