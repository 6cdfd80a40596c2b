package fr.preau.bridge;

import java.util.Optional;

/**
 * What a provider reports later about a message that it took.
 *
 * @param providerId the provider's own id of the message
 * @param stage how far it got
 * @param failure why it did not arrive; present with {@link Stage#UNDELIVERED} and {@link Stage#FAILED}
 * @param code the provider's code, 0 where there is none
 */
public record Report(String providerId, Stage stage, Optional<Failure> failure, int code) {

    /** How far a message got; reports may arrive late, twice and out of order. */
    public enum Stage {
        /** With the provider. */
        ACCEPTED,
        /** On its way: with the telephone's network, with the mailbox's server. */
        SENT,
        /** On the telephone, in the mailbox. */
        DELIVERED,
        /** The network gave it back. */
        UNDELIVERED,
        /** The provider could not even send it. */
        FAILED
    }
}
