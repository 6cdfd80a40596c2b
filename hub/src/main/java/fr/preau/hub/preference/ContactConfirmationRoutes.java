package fr.preau.hub.preference;

import fr.preau.channels.problem.Problem;
import fr.preau.channels.reach.Route;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Form;
import fr.preau.hub.edge.Masked;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks whether a telephone or mailbox is the person's, by a link that goes there. The page needs no sign-in; opening it
 * changes nothing, as mail programs and virus scanners open links by themselves: only a button does.
 */
public final class ContactConfirmationRoutes {
    /** Not below {@code /c}, where the browser client has its channels. */
    private static final String PATH = "/k";

    private static final Duration LIFE = Duration.ofDays(2);

    private record Ask(@Nullable String route) {
        private Ask {
            if (!Route.EMAIL.code().equals(route) && !Route.SMS.code().equals(route)) {
                throw Refused.field("route");
            }
        }
    }

    private final Ground ground;
    private final Map<Route, ContactMessenger> messengers;
    private final ContactLinkStore store;

    /** @param messengers who carries such a message; none for a route that nobody carries */
    public ContactConfirmationRoutes(Ground ground, Map<Route, ContactMessenger> messengers) {
        this.ground = ground;
        this.messengers = Map.copyOf(messengers);
        this.store = new ContactLinkStore(ground.pool());
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.signed("askContact", HttpMethod.POST, "/api/v1/me/reach/confirmations", this::ask),
                Endpoint.open("linkContactPage", HttpMethod.GET, PATH + "/{token}", this::page),
                Endpoint.open("linkContact", HttpMethod.POST, PATH + "/{token}", this::answer));
    }

    private Future<Reply> ask(Exchange x) {
        var route = Route.of(String.valueOf(x.body(Ask.class).route()));
        var messenger = messengers.get(route);
        if (messenger == null) {
            throw new Refused(Problem.NOT_FOUND);
        }
        var token = ContactToken.next(ground.random());
        var now = ground.clock().instant();
        return store.ask(x.caller().person().value(), route.code(), token.hash(), now, now.plus(LIFE))
                .map(asked -> asked.orElseThrow(() -> new Refused(Problem.NOT_FOUND)))
                .compose(asked -> asked.few()
                        ? send(messenger, asked, token)
                        : Future.failedFuture(new Refused(Problem.TOO_MANY_REQUESTS)))
                .map(taken -> {
                    if (!taken) {
                        throw new Refused(Problem.BUSY);
                    }
                    return Reply.none();
                });
    }

    private Future<Boolean> send(ContactMessenger messenger, ContactLinkStore.Asked asked, ContactToken token) {
        var words = ContactPage.in(asked.language());
        var link = ground.settings().http().publicUrl() + PATH + "/" + token.text();
        return messenger.send(asked.address(), words.say("title"), words.say("message", link));
    }

    private Future<Reply> page(Exchange x) {
        return link(x).map(found -> found.map(link ->
                        ContactPage.in(link.language()).question(link.route(), Masked.of(link.route(), link.address())))
                .orElseGet(() -> unknown(x)));
    }

    private Future<Reply> answer(Exchange x) {
        var answer = Form.read(x.rawBody().toString()).getOrDefault("answer", "");
        return link(x).compose(found ->
                found.map(link -> settle(x, link, answer)).orElseGet(() -> Future.succeededFuture(unknown(x))));
    }

    private Future<Reply> settle(Exchange x, ContactLinkStore.Link link, String answer) {
        var hash = ContactToken.read(x.path("token")).orElseThrow().hash();
        var now = ground.clock().instant();
        var page = ContactPage.in(link.language());
        return switch (answer) {
            case "mine" -> store.confirm(hash, now).map(done -> page.said(200, "confirmed"));
            case "not_mine" -> store.notMine(hash, now).map(done -> page.said(200, "stopped"));
            default -> Future.failedFuture(Refused.field("answer"));
        };
    }

    private Future<Optional<ContactLinkStore.Link>> link(Exchange x) {
        return ContactToken.read(x.path("token"))
                .map(token -> store.find(token.hash(), ground.clock().instant()))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    private static Reply unknown(Exchange x) {
        var accepted = x.header("Accept-Language");
        return ContactPage.in(accepted == null ? "fr" : accepted).said(404, "unknown");
    }
}
