package fr.preau.bridge.push;

import fr.preau.bridge.Outcome;
import io.vertx.core.Future;

/**
 * Somebody who wakes up devices.
 *
 * <p>A push whose request was written and has no answer is {@link Outcome.RetryLater} and not {@link Outcome.Unknown}: a
 * second copy does no harm, since it takes the place of the first by its topic, at the push service and on the screen.
 */
public interface PushSender {

    /** Short, stable name for rows and metrics, such as {@code webpush}. */
    String name();

    /**
     * Hands the message over with one single request; never tries again by itself. May be called from any event loop, which
     * it never blocks.
     *
     * @return what became of the request, always as a value: the future fails only by a bug
     */
    Future<Outcome> send(PushMessage message);

    /** Lets go of connections. */
    Future<Void> close();
}
