package fr.preau.hub.email;

import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.List;

/**
 * The way off the list: a page that asks (GET), and the one click that does it (POST, RFC 8058), with no sign-in. Only the
 * POST changes anything: mail programs and virus scanners follow links by themselves.
 */
final class OffRoutes {
    static final String PATH = "/u";

    private final Ground ground;
    private final SentStore sent;
    private final OffStore off;

    OffRoutes(Ground ground) {
        this.ground = ground;
        this.sent = new SentStore(ground.pool());
        this.off = new OffStore(ground.pool());
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.open("unsubscribePage", HttpMethod.GET, PATH + "/{token}", this::ask),
                Endpoint.open("unsubscribe", HttpMethod.POST, PATH + "/{token}", this::take));
    }

    private Future<Reply> ask(Exchange x) {
        return found(x).map(sent -> sent.map(
                        mail -> page(200, mail.language(), "e.off.ask", masked(mail.address()), true))
                .orElseGet(() -> unknown(x)));
    }

    private Future<Reply> take(Exchange x) {
        return found(x).compose(sent -> sent.map(
                        mail -> off.end(mail, ground.clock().instant())
                                .map(done -> page(200, mail.language(), "e.off.done", "", false)))
                .orElseGet(() -> Future.succeededFuture(unknown(x))));
    }

    private Future<java.util.Optional<SentStore.Sent>> found(Exchange x) {
        return MailToken.read(x.path("token"))
                .map(token -> sent.find(token, ground.clock().instant()))
                .orElseGet(() -> Future.succeededFuture(java.util.Optional.empty()));
    }

    private static Reply unknown(Exchange x) {
        var accepted = x.header("Accept-Language");
        return page(404, accepted != null && accepted.startsWith("en") ? "en" : "fr", "e.off.unknown", "", false);
    }

    /** The page is small and stands alone; an address shows its first letter and its domain. */
    private static Reply page(int status, String language, String key, String value, boolean button) {
        var words = MailWords.in(language);
        var html = """
                <!DOCTYPE html>
                <html lang="%s"><head><meta charset="utf-8"><title>%s</title>
                <meta name="viewport" content="width=device-width, initial-scale=1"></head>
                <body><main><h1>%s</h1><p>%s</p>%s</main></body></html>
                """.formatted(
                words.language(),
                words.say("e.off.title"),
                words.say("e.off.title"),
                words.say(key, value),
                button ? "<form method=\"post\"><button>" + words.say("e.off.button") + "</button></form>" : "");
        return new Reply(status, Buffer.buffer(html), "text/html; charset=utf-8", java.util.Map.of());
    }

    private static String masked(String address) {
        int at = address.lastIndexOf('@');
        return (address.substring(0, 1) + "…" + address.substring(at)).replaceAll("[^\\p{L}\\p{N}@.…-]", "");
    }
}
