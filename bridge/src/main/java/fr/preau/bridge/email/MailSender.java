package fr.preau.bridge.email;

import fr.preau.bridge.Outcome;
import io.vertx.core.Future;

/** Somebody who carries e-mail. */
public interface MailSender {

    /** Short, stable name for rows and metrics, such as {@code smtp}. */
    String name();

    /**
     * Hands the e-mail over in one single transaction; never tries again by itself. May be called from any event loop, which
     * it never blocks.
     *
     * @return what became of it, always as a value: the future fails only by a bug
     */
    Future<Outcome> send(Mail mail);

    /** Lets go of connections. What is under way becomes {@link Outcome.Unknown}. */
    Future<Void> close();
}
