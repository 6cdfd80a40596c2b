package fr.preau.channels.identity;

import java.time.Instant;

/**
 * First use of an account, or a new start after a forgotten password, by a printed code. A code opens its account
 * once: using it removes it.
 *
 * @param until the code is good before this moment
 * @param ended whether the account has ended
 */
public record Activation(Instant until, boolean ended) {
    /** Whether the code opens the account. */
    public enum Decision {
        /** It does; the password may be set. */
        OPEN,
        /** It is too old: the school prints a new one. */
        EXPIRED,
        /** The account is closed for good. */
        ENDED
    }

    /** Decides at this moment. */
    public Decision decide(Instant now) {
        if (ended) {
            return Decision.ENDED;
        }
        return now.isBefore(until) ? Decision.OPEN : Decision.EXPIRED;
    }
}
