package fr.preau.hub.reach;

import fr.preau.bridge.Outcome;
import fr.preau.channels.reach.Route;
import io.vertx.core.Future;
import java.util.Collection;

/**
 * Somebody who carries deliveries on one route: a provider with the making of what it is handed. Used by one event loop at a
 * time, which it never blocks.
 */
public interface Carrier {

    /** Short, stable name for rows and metrics, such as {@code twilio}; no two carriers of a hub have the same. */
    String name();

    Route route();

    /** Requests in a second at most, over all nodes. */
    int perSecond();

    /** Reads what is needed to send these, for all at once; called before {@link #send} of each. */
    Future<Void> prepare(Collection<Claimed> claimed);

    /**
     * Hands one prepared delivery over with one single request; never tries again by itself.
     *
     * @return what became of the request, always as a value: the future fails only by a bug
     */
    Future<Outcome> send(Claimed claimed);

    /**
     * Whether a second copy does no harm, so that what may have been sent is sent again. A push notice carries the post's id
     * as its topic, and a device shows one notice a topic. An SMS or an e-mail would be there twice: what may have been sent
     * waits for the provider's report, and is never sent again by itself.
     */
    default boolean repeatable() {
        return route() == Route.PUSH;
    }

    /** Lets go of connections. What is under way becomes {@link Outcome.Unknown}. */
    Future<Void> close();
}
