package fr.preau.tests.provider;

import java.util.Arrays;

/** When requests came. Belongs to one thread. */
final class Arrivals {
    private static final long SECOND = 1_000_000_000L;

    private long[] moments = new long[1_024];
    private int count;

    void add(long nanos) {
        if (count == moments.length) {
            moments = Arrays.copyOf(moments, 2 * count);
        }
        moments[count++] = nanos;
    }

    int count() {
        return count;
    }

    /** The most in any second, wherever it begins. */
    int mostInASecond() {
        int most = 0;
        int first = 0;
        for (int last = 0; last < count; last++) {
            while (moments[last] - moments[first] >= SECOND) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    /** Requests a second from the first to the last. */
    long perSecond() {
        return count < 2 ? 0 : (count - 1) * SECOND / Math.max(1, moments[count - 1] - moments[0]);
    }
}
