package fr.preau.hub.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The newest events of a live channel, without gaps, at most so many bytes. Not thread-safe: its {@link LiveChannel}
 * guards it.
 */
final class Tail {
    private final int limit;
    private final ArrayDeque<Encoded> events = new ArrayDeque<>();
    private int bytes;

    Tail(int limitBytes) {
        this.limit = limitBytes;
    }

    /** Adds the next event; the oldest ones go until the rest fits. */
    void add(Encoded event) {
        events.addLast(event);
        bytes += event.size();
        while (bytes > limit) {
            bytes -= events.removeFirst().size();
        }
    }

    /** Forgets all, as what is kept no longer is how these posts are to be shown. */
    void clear() {
        events.clear();
        bytes = 0;
    }

    /**
     * The events from a seq on, up to and including another, until they are {@code maxBytes}.
     *
     * @return nothing when the first one is no longer here
     */
    List<Encoded> run(long from, long upTo, int maxBytes) {
        Encoded first = events.peekFirst();
        if (first == null || first.seq() > from) {
            return List.of();
        }
        List<Encoded> run = new ArrayList<>();
        int size = 0;
        for (Encoded event : events) {
            if (event.seq() > upTo || size >= maxBytes) {
                break;
            }
            if (event.seq() >= from) {
                run.add(event);
                size += event.size();
            }
        }
        return run;
    }

    int bytes() {
        return bytes;
    }
}
