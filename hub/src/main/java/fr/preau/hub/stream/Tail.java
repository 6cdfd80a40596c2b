package fr.preau.hub.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The newest events of a live channel, without gaps, at most so many bytes. Thread-safe; see {@link Kept} for the locks. */
final class Tail implements Kept.Part {
    private final int limit;
    private final ArrayDeque<Encoded> events = new ArrayDeque<>();
    private int bytes;

    Tail(int limitBytes) {
        this.limit = limitBytes;
    }

    /** Adds the next event; the oldest ones go until the rest fits. */
    synchronized void add(Encoded event) {
        events.addLast(event);
        bytes += event.size();
        while (bytes > limit) {
            bytes -= events.removeFirst().size();
        }
    }

    /**
     * Puts what was read from the database before what is here, as far as it fits.
     *
     * @param read events without gaps
     * @param last the channel's newest event on this node; where nothing is here yet, what was read must reach it
     * @return whether that changed anything
     */
    synchronized boolean precede(List<Encoded> read, long last) {
        Encoded first = events.peekFirst();
        long next = first == null ? last + 1 : first.seq();
        int from = read.size() - 1;
        while (from >= 0 && read.get(from).seq() >= next) {
            from--; // here already, or its wake-up has not come
        }
        boolean changed = false;
        while (from >= 0
                && read.get(from).seq() == next - 1
                && bytes + read.get(from).size() <= limit) {
            Encoded event = read.get(from--);
            events.addFirst(event);
            bytes += event.size();
            next = event.seq();
            changed = true;
        }
        return changed;
    }

    /** Forgets all, as what is kept no longer is how these posts are to be shown. */
    synchronized void clear() {
        events.clear();
        bytes = 0;
    }

    /**
     * The events from a seq on, up to and including another, until they are {@code maxBytes}.
     *
     * @return nothing when the first one is no longer here
     */
    synchronized List<Encoded> run(long from, long upTo, int maxBytes) {
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

    @Override
    public synchronized int bytes() {
        return bytes;
    }

    @Override
    public void giveWay() {
        clear();
    }
}
