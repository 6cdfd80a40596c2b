package fr.preau.channels.reach;

import java.time.Duration;
import java.time.Instant;

/**
 * Keeps hopeless requests away from a provider that takes nothing: after some failures in a row it opens for a time that
 * doubles with each further one. Then a few requests may try, and nobody else until one of them has its answer. A single
 * success closes it. Immutable; all nodes share one a provider.
 *
 * <pre>
 *   CLOSED -- THRESHOLD failures in a row --> OPEN until a time -- then --> half-open: PROBES requests
 *      ^                                        ^                                    |
 *      |                                        '--------------- none worked --------+
 *      '---------------------------------------------------------- one worked -------'
 * </pre>
 *
 * @param failures failures in a row
 * @param openUntil before then nothing should be sent
 * @param probing whether a few requests are out to see whether it works again
 */
public record Breaker(int failures, Instant openUntil, boolean probing) {
    /** Requests that may try while it is half-open. */
    public static final int PROBES = 3;

    private static final int THRESHOLD = 5;
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** Closed. */
    public static final Breaker CLOSED = new Breaker(0, Instant.EPOCH, false);

    /** Whether anything may be sent. */
    public boolean lets(Instant now) {
        return !now.isBefore(openUntil);
    }

    /** How many requests may be sent now, of {@code wanted}. */
    public int lets(int wanted, Instant now) {
        if (!lets(now)) {
            return 0;
        }
        return halfOpen() ? Math.min(wanted, PROBES) : wanted;
    }

    /** Whether it was open and nobody knows yet whether the provider works again. */
    public boolean halfOpen() {
        return failures >= THRESHOLD;
    }

    /** While a few requests try; after {@code patience} without an answer others may. */
    public Breaker probing(Instant now, Duration patience) {
        return new Breaker(failures, now.plus(patience), true);
    }

    /** After the provider took or refused a message: it works. */
    public Breaker worked() {
        return CLOSED;
    }

    /**
     * After the provider took no message at all. What was under way when it opened says nothing new.
     *
     * @param asked how long it asked to be left alone; zero if it did not say
     */
    public Breaker failed(Instant now, Duration asked) {
        if (!lets(now) && !probing) {
            return new Breaker(failures, later(openUntil, now.plus(asked)), false);
        }
        int more = failures + 1;
        if (more < THRESHOLD) {
            return new Breaker(more, asked.isZero() ? Instant.EPOCH : now.plus(asked), false);
        }
        long millis = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(more - THRESHOLD, 20));
        return new Breaker(more, later(now.plusMillis(millis), now.plus(asked)), false);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
