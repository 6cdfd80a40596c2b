package fr.preau.channels.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The turning of refresh tokens: each is traded once for its successor. One that comes back later was copied, so the
 * whole session ends; only the same device gets the same successor again for a short while, as the answer may have
 * been lost on its way.
 *
 * <pre>
 * live --presented--> spent --presented in the grace, same device--> spent (same successor)
 *                     spent --presented otherwise--> the session ends
 * live --time--> expired
 * </pre>
 *
 * @param grace how long a spent token still gives its successor
 */
public record Refreshing(Duration grace) {
    /**
     * A token that was presented and is known.
     *
     * @param expiresAt from then on it is worth nothing
     * @param spentAt when it was traded
     * @param sessionEnded whether its session has ended
     * @param sameDevice whether it came from the device that the session was opened on
     */
    public record Presented(Instant expiresAt, Optional<Instant> spentAt, boolean sessionEnded, boolean sameDevice) {}

    /** What happens to a presented token. */
    public sealed interface Decision {
        /** It is spent now and a new successor is given. */
        record Rotate() implements Decision {}

        /** The successor that was given before is given again. */
        record SameSuccessor() implements Decision {}

        /** Somebody holds a copy: the session ends, on all its devices. */
        record EndSession() implements Decision {}

        /** Too old, or its session has ended: sign in anew. */
        record SignInAgain() implements Decision {}
    }

    /** Decides at this moment. */
    public Decision decide(Presented token, Instant now) {
        if (token.sessionEnded() || !now.isBefore(token.expiresAt())) {
            return new Decision.SignInAgain();
        }
        if (token.spentAt().isEmpty()) {
            return new Decision.Rotate();
        }
        boolean inGrace = now.isBefore(token.spentAt().get().plus(grace));
        return inGrace && token.sameDevice() ? new Decision.SameSuccessor() : new Decision.EndSession();
    }
}
