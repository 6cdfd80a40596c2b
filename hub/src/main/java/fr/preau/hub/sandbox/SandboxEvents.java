package fr.preau.hub.sandbox;

import fr.preau.channels.problem.Problem;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Tells open pages that there is something new and where, by Server-Sent Events; what it is they ask themselves. Looks four
 * times a second, however much arrives in between.
 */
final class SandboxEvents {
    private static final long LOOK_MILLIS = 250;
    private static final int PING_LOOKS = 60;
    private static final int MOST_PAGES = 50;

    private final Ground ground;
    private final Map<String, LongSupplier> versions;
    private final AtomicInteger open = new AtomicInteger();

    /** @param versions by the name of a part what grows when it changes */
    SandboxEvents(Ground ground, Map<String, LongSupplier> versions) {
        this.ground = ground;
        this.versions = Map.copyOf(versions);
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.open("sandboxEvents", HttpMethod.GET, "/sandbox/events", this::listen));
    }

    private Future<Reply> listen(Exchange x) {
        if (open.incrementAndGet() > MOST_PAGES) {
            open.decrementAndGet();
            throw new Refused(Problem.BUSY);
        }
        HttpServerResponse response = x.request().response();
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Accel-Buffering", "no");
        response.write("retry: 1000\n\n");
        var page = new Page(response);
        page.look();
        long timer = ground.vertx().setPeriodic(LOOK_MILLIS, tick -> page.look());
        response.closeHandler(closed -> {
            ground.vertx().cancelTimer(timer);
            open.decrementAndGet();
        });
        return Promise.<Reply>promise().future();
    }

    /** One page that listens. */
    private final class Page {
        private final HttpServerResponse response;
        private String last = "";
        private int quiet;

        Page(HttpServerResponse response) {
            this.response = response;
        }

        void look() {
            if (response.closed() || response.writeQueueFull()) {
                return;
            }
            var now = new JsonObject();
            versions.forEach((part, version) -> now.put(part, version.getAsLong()));
            var said = now.encode();
            if (!said.equals(last)) {
                last = said;
                quiet = 0;
                response.write("data: " + said + "\n\n");
            } else if (++quiet == PING_LOOKS) {
                quiet = 0;
                response.write(":\n\n");
            }
        }
    }
}
