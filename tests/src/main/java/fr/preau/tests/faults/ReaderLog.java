package fr.preau.tests.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What one reader was told, in the order in which it came, over all its connections. Thread-safe. */
final class ReaderLog {
    /** The right was never taken away. */
    static final long NEVER = Long.MAX_VALUE;

    /**
     * One event.
     *
     * @param openedAt when the connection was opened on which it came, by {@link System#nanoTime}
     * @param at when it came, by the same clock
     */
    record Heard(UUID channel, long seq, String key, long openedAt, long at) {}

    private final String reader;
    private final Right right;
    private final List<Heard> heard = new ArrayList<>();
    private long goneAt = NEVER;

    ReaderLog(String reader, Right right) {
        this.reader = reader;
        this.right = right;
    }

    String reader() {
        return reader;
    }

    Right right() {
        return right;
    }

    synchronized void heard(Heard event) {
        heard.add(event);
    }

    /** Every right of this reader ended at this moment. */
    synchronized void gone(long nanos) {
        goneAt = nanos;
    }

    synchronized List<Heard> all() {
        return List.copyOf(heard);
    }

    /** When its rights were gone, or {@link #NEVER}. */
    synchronized long goneAt() {
        return goneAt;
    }
}
