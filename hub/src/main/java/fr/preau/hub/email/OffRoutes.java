package fr.preau.hub.email;

import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Form;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.email.SentStore.Sent;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.reach.ReachChange;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * The way off the list, for the kind of message that an e-mail was: a page that asks (GET), and the one click that does it
 * (POST, RFC 8058), with no sign-in. Only the POST changes anything: mail programs and virus scanners follow links by
 * themselves. The page that follows tells what was done, and offers to end all e-mail and to undo it.
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
        return found(x, mail -> off.state(mail).map(state -> OffPage.of(mail, state, false)));
    }

    private Future<Reply> take(Exchange x) {
        var wish = wish(x);
        return found(
                x,
                mail -> settle(mail, wish)
                        .compose(done -> off.state(mail))
                        .map(state -> OffPage.of(mail, state, wish.equals("undo"))));
    }

    /** A button of the page; what a mail program sends, in whatever form it sends it, means the e-mail's own kind. */
    private static String wish(Exchange x) {
        var type = x.header("Content-Type");
        return type != null && type.startsWith("application/x-www-form-urlencoded")
                ? Form.read(x.rawBody().toString()).getOrDefault("do", "kind")
                : "kind";
    }

    private Future<Void> settle(Sent mail, String wish) {
        var now = ground.clock().instant();
        return switch (wish) {
            case "kind" -> off.endKind(mail, now).map(this::told);
            case "all" -> off.endAll(mail, now).map(this::told);
            case "undo" -> off.undo(mail, now);
            default -> Future.failedFuture(Refused.field("do"));
        };
    }

    private Void told(Set<UUID> posts) {
        ReachChange.publish(ground.vertx().eventBus(), posts);
        return null;
    }

    private Future<Reply> found(Exchange x, Function<Sent, Future<Reply>> answer) {
        return MailToken.read(x.path("token"))
                .map(token -> sent.find(token, ground.clock().instant()))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .compose(found ->
                        found.map(answer).orElseGet(() -> Future.succeededFuture(OffPage.unknown(accepted(x)))));
    }

    private static String accepted(Exchange x) {
        var accepted = x.header("Accept-Language");
        return accepted != null && accepted.startsWith("en") ? "en" : "fr";
    }
}
