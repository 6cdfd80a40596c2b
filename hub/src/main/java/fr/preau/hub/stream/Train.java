package fr.preau.hub.stream;

import fr.preau.channels.conversation.ChannelId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events of one channel on their way to its readers on one event loop, {@link #STEP} readers at a time: to many it takes
 * longer than the next event takes to come, and other requests do not wait so long. Readers whose turn is still to come
 * get also what happened since; in the end those before them get what they have not had. So each reader is written to
 * twice at most, however many events came. Confined to the loop.
 *
 * <pre>
 *   step, step … the last reader, step … the last one who has not had all
 *   1    1 2     1 2 3             2 3   3
 * </pre>
 */
final class Train {
    /** Readers; a millisecond or two. */
    static final int STEP = Ring.CAPACITY;

    private final ChannelId id;
    private final StreamLoop loop;
    private final Readers readers;
    private final List<Encoded> events = new ArrayList<>(1);
    private int[] had = {}; // events, of the readers of each step
    private int upTo; // events of this train; what follows is for the next one
    private int place;
    private int behind; // steps whose readers have had all

    Train(ChannelId id, StreamLoop loop, Readers readers) {
        this.id = id;
        this.loop = loop;
        this.readers = readers;
    }

    void add(Encoded event) {
        events.add(event);
    }

    /** Writes to the next readers, who are held from the first step to the last; true after the last one. */
    boolean step() {
        if (!readers.held()) {
            readers.hold();
            had = new int[readers.end() / STEP + 1];
            upTo = fitting();
        }
        if (place < readers.end()) {
            upTo = fitting();
            had[place / STEP] = upTo;
            place = write(0, place);
        } else if (late()) {
            write(had[behind], behind * STEP);
            behind++;
        }
        boolean over = place == readers.end() && !late();
        if (over) {
            readers.release();
        }
        return over;
    }

    private boolean late() {
        return behind * STEP < readers.end() && had[behind] < upTo;
    }

    /** The last event that all readers have had by now, 0 where there were only such that pass; after the last step. */
    long last() {
        return events.subList(0, upTo).stream().mapToLong(Encoded::seq).max().orElse(0);
    }

    /** What has happened too late for this one; null where nothing has. */
    @Nullable
    Train next() {
        if (upTo == events.size()) {
            return null;
        }
        Train next = new Train(id, loop, readers);
        next.events.addAll(events.subList(upTo, events.size()));
        return next;
    }

    /** How many of the events leave together. */
    private int fitting() {
        int bytes = events.getFirst().size();
        int count = 1;
        while (count < events.size()
                && count < Burst.MAX_EVENTS
                && bytes + events.get(count).size() <= Burst.MAX_BYTES) {
            bytes += events.get(count++).size();
        }
        return count;
    }

    /** Writes to the readers of one step; answers where the next one begins. */
    private int write(int from, int first) {
        List<Encoded> some = List.copyOf(events.subList(from, upTo));
        int end = Math.min(readers.end(), first + STEP);
        Volley volley = loop.volley();
        if (some.stream().allMatch(Encoded::forAll)) {
            writeToAll(some, first, end, volley);
        } else {
            writeToEach(some, first, end, volley);
        }
        return end;
    }

    private void writeToAll(List<Encoded> some, int first, int end, Volley volley) {
        Burst burst = Burst.of(loop.allocator(), some);
        long readersHere = 0;
        for (int i = first; i < end; i++) {
            Subscription reader = readers.at(i);
            if (reader != null) {
                volley.write(reader.line(), id, burst);
                readersHere++;
            }
        }
        volley.flush();
        burst.release();
        loop.streams().meters().sent(some.size() * readersHere);
    }

    /** Some events are not for all: readers who see the same ones share a buffer. */
    private void writeToEach(List<Encoded> some, int first, int end, Volley volley) {
        Map<Long, Burst> bursts = new HashMap<>();
        long sent = 0;
        for (int i = first; i < end; i++) {
            Subscription reader = readers.at(i);
            long mask = reader == null ? 0 : seen(reader, some);
            if (reader != null && mask != 0) {
                sent += Long.bitCount(mask);
                volley.write(reader.line(), id, bursts.computeIfAbsent(mask, m -> burst(some, m)));
            }
        }
        volley.flush();
        bursts.values().forEach(Burst::release);
        loop.streams().meters().sent(sent);
    }

    private static long seen(Subscription reader, List<Encoded> some) {
        long mask = 0;
        for (int e = 0; e < some.size(); e++) {
            mask |= reader.sees(some.get(e)) ? 1L << e : 0;
        }
        return mask;
    }

    private Burst burst(List<Encoded> some, long mask) {
        List<Encoded> seen = new ArrayList<>(Long.bitCount(mask));
        for (int e = 0; e < some.size(); e++) {
            if ((mask >>> e & 1) != 0) {
                seen.add(some.get(e));
            }
        }
        return Burst.of(loop.allocator(), seen);
    }
}
