package fr.preau.hub.sms;

import fr.preau.hub.ground.Ground;
import fr.preau.hub.reach.Claimed;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The short links of the messages that are being sent. A text is made once a post with a place for the token, which has the
 * same size in every message. Belongs to one event loop.
 */
final class Links {
    private static final String PLACE = "0".repeat(LinkToken.LENGTH);

    private static final int KEPT = 20_000;

    private final Ground ground;
    private final LinkStore store;
    private final String address;
    /** Of what this worker lost to another one, the oldest are forgotten. */
    private final Map<Long, LinkToken> made = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, LinkToken> eldest) {
            return size() > KEPT;
        }
    };

    Links(Ground ground) {
        this.ground = ground;
        this.store = new LinkStore(ground.pool());
        this.address = ground.settings().http().publicUrl().toString().replaceAll("/+$", "") + LinkRoutes.PATH;
    }

    /** What stands for the link in a text. */
    String place() {
        return address + PLACE;
    }

    /** Makes the links that these deliveries need. */
    Future<Void> prepare(Collection<Claimed> claimed, Predicate<Claimed> needed) {
        var fresh = new HashMap<Long, LinkToken>();
        claimed.stream().filter(needed).forEach(one -> fresh.put(one.id(), LinkToken.next(ground.random())));
        return store.make(
                        fresh,
                        ground.clock().instant(),
                        Duration.ofDays(ground.settings().sms().linkDays()))
                .onSuccess(done -> made.putAll(fresh));
    }

    /** The text with the delivery's own link, which is handed out once. */
    String put(String text, Claimed claimed) {
        var token = made.remove(claimed.id());
        return text.replace(place(), token == null ? "" : address + token.text());
    }
}
