package fr.preau.hub.stream;

/**
 * Counts the messages of one socket in windows of a minute. Beyond the limit each is refused; who goes on after some
 * refusals is cut.
 */
final class Pace {
    enum Verdict {
        FINE,
        REFUSED,
        CUT
    }

    private static final int WINDOW_SECONDS = 60;
    private static final int REFUSALS = 10;

    private final int perMinute;
    private int since;
    private int count;

    Pace(int perMinute) {
        this.perMinute = perMinute;
    }

    /** @param now in seconds, of any clock that only goes forward */
    Verdict message(int now) {
        if (now - since >= WINDOW_SECONDS) {
            since = now;
            count = 0;
        }
        count++;
        return count <= perMinute ? Verdict.FINE : count <= perMinute + REFUSALS ? Verdict.REFUSED : Verdict.CUT;
    }

    /** Seconds until the next window, at least 1. */
    int wait(int now) {
        return Math.max(1, since + WINDOW_SECONDS - now);
    }
}
