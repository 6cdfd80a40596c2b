package fr.preau.hub.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/**
 * Serves the browser client. Its files are at their own addresses; every other address that a person opens in a browser
 * is a screen of the client and gets its page. Addresses of the programs' side stay with the routes before.
 */
public final class WebRoutes {
    /** A year: the name of a file under /assets changes with its contents. */
    private static final String FOR_GOOD = "public, max-age=31536000, immutable";

    private static final String ASK_AGAIN = "no-cache";
    private static final List<String> NOT_SCREENS =
            List.of("/api/", "/assets/", "/health", "/metrics", "/sandbox", "/callbacks");

    private WebRoutes() {}

    private static final class Files {
        /** Read when the first router is made, then shared by all event loops. */
        static final WebFiles ALL = WebFiles.read();
    }

    /** Mounts the client as the last routes. Reads its files the first time, which blocks for some milliseconds. */
    public static void mount(Router router) {
        WebFiles files = Files.ALL;
        router.route().handler(context -> serve(files, context));
    }

    private static void serve(WebFiles files, RoutingContext context) {
        HttpMethod method = context.request().method();
        if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
            context.next();
            return;
        }
        String path = context.normalizedPath();
        files.at(path)
                .or(() -> isScreen(path, context) ? files.page() : Optional.empty())
                .ifPresentOrElse(file -> send(file, context), context::next);
    }

    private static boolean isScreen(String path, RoutingContext context) {
        String accept = context.request().getHeader("Accept");
        boolean forPeople = accept != null && accept.contains("text/html");
        boolean isFile = path.lastIndexOf('.') > path.lastIndexOf('/');
        return forPeople && !isFile && NOT_SCREENS.stream().noneMatch(path::startsWith);
    }

    private static void send(WebFile file, RoutingContext context) {
        HttpServerResponse response = context.response();
        WebFile.Coded coded = file.in(context.request().getHeader("Accept-Encoding"));
        response.putHeader("Content-Type", file.type())
                .putHeader("Cache-Control", file.immutable() ? FOR_GOOD : ASK_AGAIN)
                .putHeader("ETag", coded.etag())
                .putHeader("Vary", "Accept-Encoding, Accept");
        if (coded.etag().equals(context.request().getHeader("If-None-Match"))) {
            response.setStatusCode(304).end();
            return;
        }
        if (!coded.coding().isEmpty()) {
            response.putHeader("Content-Encoding", coded.coding());
        }
        if (context.request().method() == HttpMethod.HEAD) {
            response.putHeader("Content-Length", Integer.toString(coded.body().length()))
                    .end();
        } else {
            response.end(coded.body());
        }
    }
}
