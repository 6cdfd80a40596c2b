package fr.preau.hub.push;

import fr.preau.bridge.push.PushDevice;
import fr.preau.bridge.push.web.PushServices;
import fr.preau.channels.problem.Problem;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.push.Subscription.Kind;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The push part of openapi.yaml. */
final class PushRoutes {
    private static final int MOST = 20;

    private final Ground ground;
    private final String key;
    private final PushServices services;
    private final Set<Kind> kinds;
    private final SubscriptionStore store;
    private final NoticeStore notices;

    /**
     * @param key what browsers subscribe with, base64url
     * @param kinds the kinds of device that can be woken up
     */
    PushRoutes(Ground ground, String key, PushServices services, Set<Kind> kinds) {
        this.ground = ground;
        this.key = key;
        this.services = services;
        this.kinds = Set.copyOf(kinds);
        this.store = new SubscriptionStore(ground.pool());
        this.notices = new NoticeStore(ground.pool());
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.signed("pushKey", HttpMethod.GET, "/api/v1/push/key", this::key),
                Endpoint.signed("listPushSubscriptions", HttpMethod.GET, "/api/v1/push/subscriptions", this::list),
                Endpoint.signed("subscribePush", HttpMethod.POST, "/api/v1/push/subscriptions", this::subscribe),
                Endpoint.signed(
                        "endPushSubscription",
                        HttpMethod.DELETE,
                        "/api/v1/push/subscriptions/{subscription}",
                        this::end),
                Endpoint.signed("pushNotice", HttpMethod.GET, "/api/v1/push/notices/{post}", this::notice));
    }

    /** What a browser subscribes with. */
    record Key(String key) {}

    /** A new subscription. */
    record Subscribed(UUID id) {}

    /** The caller's devices. */
    record Page(List<Subscription> items) {}

    private Future<Reply> key(Exchange x) {
        if (!kinds.contains(Kind.WEBPUSH)) {
            throw new Refused(Problem.NOT_FOUND);
        }
        return Future.succeededFuture(Reply.ok(new Key(key)));
    }

    private Future<Reply> list(Exchange x) {
        return store.list(x.caller().account(), x.caller().session()).map(found -> Reply.ok(new Page(found)));
    }

    private Future<Reply> subscribe(Exchange x) {
        var offer = x.body(Subscription.Offer.class);
        var kind = offer.kindRead();
        var device = offer.deviceRead();
        if (!kinds.contains(kind)) {
            throw Refused.field("kind");
        }
        if (device instanceof PushDevice.Browser browser
                && services.address(browser.endpoint()).isEmpty()) {
            throw Refused.field("endpoint");
        }
        var id = new UUID(ground.random().nextLong(), ground.random().nextLong());
        return store.subscribe(
                        id,
                        x.caller().account().value(),
                        x.caller().session(),
                        kind,
                        device,
                        MOST,
                        ground.clock().instant())
                .map(known -> Reply.created(new Subscribed(known)));
    }

    private Future<Reply> end(Exchange x) {
        return store.end(x.caller().account(), x.id("subscription")).map(ended -> {
            if (!ended) {
                throw new Refused(Problem.NOT_FOUND);
            }
            return Reply.none();
        });
    }

    private Future<Reply> notice(Exchange x) {
        return notices.notice(x.id("post"), x.caller().account())
                .map(found -> Reply.ok(found.orElseThrow(() -> new Refused(Problem.NOT_FOUND))));
    }
}
