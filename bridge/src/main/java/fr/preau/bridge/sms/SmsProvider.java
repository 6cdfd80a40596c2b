package fr.preau.bridge.sms;

import fr.preau.bridge.Outcome;
import io.vertx.core.Future;

/** Somebody who carries text messages. */
public interface SmsProvider {

    /** Short, stable name for rows and metrics, such as {@code twilio}. */
    String name();

    /**
     * Hands the message over with one single request; never tries again by itself. May be called from any event loop, which
     * it never blocks.
     *
     * @return what became of the request, always as a value: the future fails only by a bug
     */
    Future<Outcome> send(SmsMessage message);

    /** Lets go of connections. What is under way becomes {@link Outcome.Unknown}. */
    Future<Void> close();
}
