package fr.preau.channels.reach;

import java.time.Duration;
import java.time.Instant;

/**
 * Keeps hopeless requests away from a provider that takes nothing: after some failures in a row it opens for a time that
 * doubles with each further one. A single success closes it. Immutable.
 *
 * <pre>
 *   closed -- THRESHOLD failures in a row --> open until a time -- then --> lets requests through; the next one decides
 * </pre>
 *
 * @param failures failures in a row
 * @param openUntil before then nothing should be sent
 */
public record Breaker(int failures, Instant openUntil) {
    private static final int THRESHOLD = 5;
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** Closed. */
    public static final Breaker CLOSED = new Breaker(0, Instant.EPOCH);

    public boolean lets(Instant now) {
        return !now.isBefore(openUntil);
    }

    /** After the provider took or refused a message: it works. */
    public Breaker worked() {
        return CLOSED;
    }

    /**
     * After the provider took no message at all.
     *
     * @param asked how long it asked to be left alone; zero if it did not say
     */
    public Breaker failed(Instant now, Duration asked) {
        if (!lets(now)) {
            return new Breaker(failures, later(openUntil, now.plus(asked)));
        }
        int more = failures + 1;
        if (more < THRESHOLD) {
            return new Breaker(more, later(openUntil, now.plus(asked)));
        }
        long millis = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(more - THRESHOLD, 20));
        return new Breaker(more, later(now.plusMillis(millis), now.plus(asked)));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
