package fr.preau.hub.sms;

import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Fields;
import fr.preau.hub.edge.Form;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.sms.LinkStore.Opened;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Short links. What reads along without a person (previews of messaging apps, scanners) fetches the page and no more, so
 * the page alone changes nothing: the post counts as read when a browser, showing it, fetches the page's picture, and
 * signing takes a press on its button.
 */
final class LinkRoutes {
    /** Where links begin; as short as can be. */
    static final String PATH = "/s/";

    /** One transparent point. */
    private static final Buffer POINT =
            Buffer.buffer(Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"));

    private final Ground ground;
    private final LinkStore store;
    private final LinkPage page;

    LinkRoutes(Ground ground) {
        this.ground = ground;
        this.store = new LinkStore(ground.pool());
        this.page = new LinkPage(ground.settings().pause().zone());
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.open("linkPage", HttpMethod.GET, PATH + "{token}", this::show),
                Endpoint.open("linkSign", HttpMethod.POST, PATH + "{token}", this::sign),
                Endpoint.open("linkSeen", HttpMethod.GET, PATH + "{token}/seen", this::seen));
    }

    private Future<Reply> show(Exchange x) {
        return opened(x, opened -> page.post(opened, PATH + x.path("token")));
    }

    private Future<Reply> sign(Exchange x) {
        var form = Form.read(x.rawBody().toString(StandardCharsets.UTF_8));
        long version = Fields.number("version", form.get("version"), -1, 0, Long.MAX_VALUE / 2_000);
        if (version < 0) {
            throw Refused.field("version");
        }
        var token = LinkToken.read(x.path("token"));
        return token.map(known -> store.sign(known, version, ground.clock().instant())
                        .compose(signed -> store.read(known, ground.clock().instant())))
                .orElseGet(Future::succeededFuture)
                .compose(done -> opened(
                        x,
                        opened -> opened.signed() || opened.children().isEmpty()
                                ? page.post(opened, PATH + x.path("token"))
                                : page.says(409, opened.language(), "changed")));
    }

    /** Answered alike whatever the token is. A browser that says what it fetches must be fetching a picture. */
    private Future<Reply> seen(Exchange x) {
        var point = Reply.text("image/gif", POINT);
        var purpose = x.header("Sec-Fetch-Dest");
        var token = LinkToken.read(x.path("token"));
        if (token.isEmpty() || purpose != null && !purpose.equals("image") || x.header("Sec-Purpose") != null) {
            return Future.succeededFuture(point);
        }
        return store.read(token.get(), ground.clock().instant()).map(point);
    }

    private Future<Reply> opened(Exchange x, Function<Opened, Reply> then) {
        return LinkToken.read(x.path("token"))
                .map(token -> store.open(token, ground.clock().instant()))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .map(found -> found.map(opened -> reply(opened, then))
                        .orElseGet(() -> page.says(404, language(x.header("Accept-Language")), "unknown")));
    }

    private Reply reply(Opened opened, Function<Opened, Reply> then) {
        if (opened.over()) {
            return page.says(410, opened.language(), "over");
        }
        if (!opened.allowed()) {
            return page.says(404, opened.language(), "unknown");
        }
        return opened.recalled() ? page.says(410, opened.language(), "recalled") : then.apply(opened);
    }

    private static String language(@Nullable String accepted) {
        return accepted != null && accepted.strip().startsWith("en") ? "en" : "fr";
    }
}
