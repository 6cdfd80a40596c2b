package fr.preau.hub.edge;

import fr.preau.config.Limits;
import fr.preau.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One HTTP server an event loop; all instances share one port. */
public final class HttpVerticle extends VerticleBase {
    private final Settings settings;
    private final Function<Vertx, Router> routers;
    private @Nullable HttpServer server;

    public HttpVerticle(Settings settings, Function<Vertx, Router> routers) {
        this.settings = settings;
        this.routers = routers;
    }

    @Override
    public Future<?> start() {
        Limits limits = settings.limits();
        HttpServerOptions options = new HttpServerOptions()
                .setMaxHeaderSize(limits.headerBytes())
                .setMaxInitialLineLength(limits.addressBytes())
                .setMaxWebSocketFrameSize(limits.frameBytes())
                .setMaxWebSocketMessageSize(limits.frameBytes())
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setIdleTimeout(Math.max(limits.httpIdleSeconds(), limits.deadAfterSeconds()))
                .setTcpNoDelay(true)
                .setAcceptBacklog(4096);
        options.setTcpUserTimeout(limits.deadAfterSeconds() * 500); // a reader of events answers no ping
        server = vertx.createHttpServer(options).requestHandler(routers.apply(vertx));
        // A negative port lets all instances share one free port, for tests and benches.
        int port = settings.http().port() == 0 ? -1 : settings.http().port();
        return server.listen(port, settings.http().host());
    }

    /** The port that is bound; known once the verticle is deployed. */
    public int port() {
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return server.actualPort();
    }
}
