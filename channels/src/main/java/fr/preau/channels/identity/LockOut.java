package fr.preau.channels.identity;

import java.time.Duration;
import java.time.Instant;

/**
 * Slows down whoever guesses one account's password. The first failures cost nothing; with the last allowed one and
 * each further one the account is locked, 1 s at first, then twice as long each time, up to a longest time. A right
 * password forgets all of it.
 *
 * <pre>
 * open --wrong (fewer than allowed)--> open
 * open --wrong (allowed reached)--> locked 1 s --time--> open --wrong--> locked 2 s --time--> open --wrong--> 4 s …
 * any --right while open--> fresh
 * </pre>
 *
 * @param allowed failures before the first lock
 * @param longest the longest lock
 */
public record LockOut(int allowed, Duration longest) {
    private static final Duration FIRST = Duration.ofSeconds(1);

    /**
     * What is known of an account.
     *
     * @param failures wrong passwords since the last right one
     * @param lockedUntil before this nothing is tried
     */
    public record State(int failures, Instant lockedUntil) {
        /** Nothing has gone wrong. */
        public static final State FRESH = new State(0, Instant.EPOCH);
    }

    /** Whether a password may be tried now. */
    public sealed interface Decision {
        /**
         * It may. {@code ifWrong} must be stored before the password is checked, so that guesses made at the same time
         * each count; a right one then sets the account back to {@link State#FRESH}.
         */
        record Try(State ifWrong) implements Decision {}

        /** Not before {@code rest} has passed, more than zero. */
        record Locked(Duration rest) implements Decision {}
    }

    /** Decides on a try at this moment. */
    public Decision decide(State state, Instant now) {
        if (now.isBefore(state.lockedUntil())) {
            return new Decision.Locked(Duration.between(now, state.lockedUntil()));
        }
        int failures = state.failures() + 1;
        Instant until = failures < allowed ? Instant.EPOCH : now.plus(lock(failures - allowed));
        return new Decision.Try(new State(failures, until));
    }

    private Duration lock(int doublings) {
        Duration lock = FIRST;
        for (int i = 0; i < doublings && lock.compareTo(longest) < 0; i++) {
            lock = lock.multipliedBy(2);
        }
        return lock.compareTo(longest) < 0 ? lock : longest;
    }
}
