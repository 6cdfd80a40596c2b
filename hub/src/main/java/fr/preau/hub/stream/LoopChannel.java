package fr.preau.hub.stream;

import fr.preau.channels.conversation.ChannelId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One live channel on one event loop: the readers that have all of it so far, who get what happens as it happens, and
 * those who are still catching up. Confined to the loop. A reader goes over from one to the other when its cursor meets
 * {@code last}; as both happen on the same thread nothing falls between and nothing comes twice.
 */
final class LoopChannel {
    private static final long UNKNOWN = -1;
    private static final int STEP = 1_024; // readers; some milliseconds

    private final ChannelId id;
    private final StreamLoop loop;
    private final LiveChannel live;
    private final List<Subscription> catching = new ArrayList<>(1);
    private final List<Encoded> turn = new ArrayList<>();
    private Subscription[] listening = new Subscription[2];
    private int count;
    private long last = UNKNOWN;

    LoopChannel(ChannelId id, StreamLoop loop) {
        this.id = id;
        this.loop = loop;
        this.live = loop.streams().channels().attach(id, loop);
    }

    ChannelId id() {
        return id;
    }

    LiveChannel live() {
        return live;
    }

    /** The last event that this loop's readers have got; meaningless before {@link #begun}. */
    long last() {
        return last;
    }

    boolean begun() {
        return last != UNKNOWN;
    }

    boolean empty() {
        return count == 0 && catching.isEmpty();
    }

    void enter(Subscription reader) {
        catching.add(reader);
    }

    /** The reader has all up to {@code last}. */
    void listen(Subscription reader) {
        catching.remove(reader);
        if (count == listening.length) {
            listening = Arrays.copyOf(listening, count + (count >> 1) + 1);
        }
        listening[count] = reader;
        reader.place(count++);
    }

    void remove(Subscription reader) {
        int place = reader.place();
        if (place == Subscription.NOT_LISTENING) {
            catching.remove(reader);
            return;
        }
        Subscription moved = listening[--count];
        listening[place] = moved;
        moved.place(place);
        Arrays.fill(listening, count, count + 1, null); // lets it be collected
        reader.place(Subscription.NOT_LISTENING);
    }

    void began(long seq) {
        if (!begun()) {
            last = seq;
            advance();
        }
    }

    void failed(Throwable why) {
        List.copyOf(catching).forEach(reader -> reader.failed(why));
    }

    /** Keeps an event for the end of the loop's turn; true for the first one. */
    boolean happened(Encoded event) {
        if (!begun() || (event.seq() <= last && !event.passing())) {
            return false; // told before this channel began here; who catches up reads it
        }
        turn.add(event);
        return turn.size() == 1;
    }

    /** Writes what this turn brought, and what comes while it is being written. */
    void flush() {
        while (!turn.isEmpty()) {
            int written = count == 0 ? turn.size() : writeTrain();
            List<Encoded> events = turn.subList(0, written);
            for (Encoded event : events) {
                last = Math.max(last, event.seq());
            }
            events.clear();
        }
        advance();
    }

    /**
     * To many readers it takes longer than the next event takes to come. So after each {@link #STEP} readers those who
     * follow get also what has come meanwhile, and in the end those before them get what they have not had: two writes
     * a reader at most, however many events came.
     *
     * @return how many events all readers have had
     */
    private int writeTrain() {
        int[] had = new int[count / STEP + 1];
        int events = fitting();
        for (int first = 0; first < count; first += STEP) {
            write(0, events, first, Math.min(count, first + STEP));
            had[first / STEP] = events;
            if (first + STEP < count) {
                loop.gather();
                events = fitting();
            }
        }
        for (int first = 0; first < count && had[first / STEP] < events; ) {
            int from = had[first / STEP];
            int end = first;
            while (end < count && had[end / STEP] == from) {
                end += STEP;
            }
            write(from, events, first, Math.min(count, end));
            first = end;
        }
        return events;
    }

    /** How many of the waiting events leave together. */
    private int fitting() {
        int bytes = turn.getFirst().size();
        int events = 1;
        while (events < turn.size()
                && events < Burst.MAX_EVENTS
                && bytes + turn.get(events).size() <= Burst.MAX_BYTES) {
            bytes += turn.get(events++).size();
        }
        return events;
    }

    private void write(int from, int to, int first, int end) {
        List<Encoded> events = List.copyOf(turn.subList(from, to));
        Volley volley = loop.volley();
        if (events.stream().allMatch(Encoded::forAll)) {
            writeToAll(events, first, end, volley);
        } else {
            writeToEach(events, first, end, volley);
        }
    }

    private void writeToAll(List<Encoded> events, int first, int end, Volley volley) {
        Burst burst = Burst.of(loop.allocator(), events);
        for (int i = first; i < end; i++) {
            volley.write(listening[i].line(), id, burst);
        }
        volley.flush();
        burst.release();
        loop.streams().meters().sent((long) events.size() * (end - first));
    }

    /** Some events are not for all: readers who see the same ones share a buffer. */
    private void writeToEach(List<Encoded> events, int first, int end, Volley volley) {
        Map<Long, Burst> bursts = new HashMap<>();
        long sent = 0;
        for (int i = first; i < end; i++) {
            Subscription reader = listening[i];
            long mask = 0;
            for (int e = 0; e < events.size(); e++) {
                mask |= reader.sees(events.get(e)) ? 1L << e : 0;
            }
            if (mask != 0) {
                sent += Long.bitCount(mask);
                volley.write(reader.line(), id, bursts.computeIfAbsent(mask, m -> burst(events, m)));
            }
        }
        volley.flush();
        bursts.values().forEach(Burst::release);
        loop.streams().meters().sent(sent);
    }

    private Burst burst(List<Encoded> events, long mask) {
        List<Encoded> seen = new ArrayList<>(Long.bitCount(mask));
        for (int e = 0; e < events.size(); e++) {
            if ((mask >>> e & 1) != 0) {
                seen.add(events.get(e));
            }
        }
        return Burst.of(loop.allocator(), seen);
    }

    private void advance() {
        if (!catching.isEmpty()) {
            List.copyOf(catching).forEach(Subscription::advance);
        }
    }
}
