package fr.preau.channels.pause;

import java.time.Instant;

/**
 * A time in which notices may leave, without a break.
 *
 * @param opens from then on, included
 * @param closes until then, excluded; {@link #NEVER} where nothing closes it
 */
public record Window(Instant opens, Instant closes) {
    /** Later than anything that is sent, and still a date that every database knows. */
    public static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    public Window {
        if (!opens.isBefore(closes)) {
            throw new IllegalArgumentException("a window opens before it closes: " + opens + " to " + closes);
        }
    }

    /** Whether a notice may leave at {@code moment}. */
    public boolean holds(Instant moment) {
        return !moment.isBefore(opens) && moment.isBefore(closes);
    }
}
