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

    /** Writes what this turn brought. */
    void flush() {
        int from = 0;
        while (from < turn.size()) {
            int to = from;
            int bytes = 0;
            while (to < turn.size()
                    && to - from < Burst.MAX_EVENTS
                    && (to == from || bytes + turn.get(to).size() <= Burst.MAX_BYTES)) {
                bytes += turn.get(to++).size();
            }
            write(List.copyOf(turn.subList(from, to)));
            from = to;
        }
        turn.clear();
    }

    private void write(List<Encoded> events) {
        if (count > 0) {
            if (events.stream().allMatch(Encoded::forAll)) {
                writeToAll(events);
            } else {
                writeToEach(events);
            }
        }
        for (Encoded event : events) {
            last = Math.max(last, event.seq());
        }
        advance();
    }

    private void writeToAll(List<Encoded> events) {
        Burst burst = Burst.of(loop.allocator(), events);
        Subscription[] readers = listening;
        for (int i = 0; i < count; i++) {
            readers[i].line().events(id, burst);
        }
        burst.release();
        loop.streams().meters().sent((long) events.size() * count);
    }

    /** Some events are not for all: readers who see the same ones share a buffer. */
    private void writeToEach(List<Encoded> events) {
        Map<Long, Burst> bursts = new HashMap<>();
        long sent = 0;
        for (int i = 0; i < count; i++) {
            Subscription reader = listening[i];
            long mask = 0;
            for (int e = 0; e < events.size(); e++) {
                mask |= reader.sees(events.get(e)) ? 1L << e : 0;
            }
            if (mask != 0) {
                sent += Long.bitCount(mask);
                reader.line().events(id, bursts.computeIfAbsent(mask, m -> burst(events, m)));
            }
        }
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
