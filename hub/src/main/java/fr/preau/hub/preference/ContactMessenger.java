package fr.preau.hub.preference;

import io.vertx.core.Future;

/** Sends a message that a person asked for this moment, to their own telephone or mailbox; one try. */
@FunctionalInterface
public interface ContactMessenger {
    /** Whether a provider took it. */
    Future<Boolean> send(String address, String subject, String text);
}
