package fr.preau.channels.reach;

import java.time.Duration;
import java.time.Instant;

/**
 * What several tries in a row say about a provider, put together. Immutable.
 *
 * @param worked whether one of them reached it
 * @param failures how many failed after the last that reached it
 * @param asked the longest time for which it asked to be left alone after that
 */
public record BreakerNews(boolean worked, int failures, Duration asked) {
    /** Nothing happened. */
    public static final BreakerNews NONE = new BreakerNews(false, 0, Duration.ZERO);

    /** After one more that the provider took or refused. */
    public BreakerNews andWorked() {
        return new BreakerNews(true, 0, Duration.ZERO);
    }

    /** After one more that it took not at all. */
    public BreakerNews andFailed(Duration alone) {
        return new BreakerNews(worked, failures + 1, alone.compareTo(asked) > 0 ? alone : asked);
    }

    /** The breaker after all this. */
    public Breaker on(Breaker before, Instant now) {
        var after = worked ? before.worked() : before;
        for (int i = 0; i < failures; i++) {
            after = after.failed(now, asked);
        }
        return after;
    }
}
