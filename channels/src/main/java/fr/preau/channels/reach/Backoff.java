package fr.preau.channels.reach;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: a random part ("full jitter") of a time that doubles, so that those who failed
 * together do not come back together.
 *
 * @param first the longest wait after the first failure
 * @param longest no wait is longer, unless the provider asks for it
 */
public record Backoff(Duration first, Duration longest) {

    /** Up to 2 s after the first failure, up to 10 minutes in the end. */
    public static final Backoff STANDARD = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(10));

    /**
     * The wait after {@code failures} failures in a row.
     *
     * @param failures at least 1
     * @param asked what the provider asked for: the wait is never shorter
     */
    public Duration wait(int failures, Duration asked, RandomGenerator random) {
        int doublings = Math.min(failures - 1, 30);
        long ceiling = Math.min(longest.toMillis(), first.toMillis() << doublings);
        var jittered = Duration.ofMillis(random.nextLong(ceiling + 1));
        return asked.plus(jittered);
    }
}
