package fr.preau.hub.stream;

import fr.preau.channels.conversation.ChannelId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One live channel on one event loop: the readers that have all of it so far, who get what happens as it happens, and
 * those who are still catching up. Confined to the loop. A reader goes over from one to the other when its cursor meets
 * {@code last}, between two trains; as both happen on the same thread nothing falls between and nothing comes twice.
 */
final class LoopChannel {
    private static final long UNKNOWN = -1;

    private final ChannelId id;
    private final StreamLoop loop;
    private final LiveChannel live;
    private final List<Subscription> catching = new ArrayList<>(1);
    private final Readers listening = new Readers();
    private @Nullable Train train;
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

    /** The last event that all of this loop's readers have got; meaningless unless {@link #settled}. */
    long last() {
        return last;
    }

    /** Whether it is known how far the channel goes and nothing is being written: only then a reader can go over. */
    boolean settled() {
        return begun() && !listening.held();
    }

    private boolean begun() {
        return last != UNKNOWN;
    }

    boolean empty() {
        return listening.empty() && catching.isEmpty();
    }

    void enter(Subscription reader) {
        catching.add(reader);
    }

    /** The reader has all up to {@code last}; only while this is {@link #settled}. */
    void listen(Subscription reader) {
        catching.remove(reader);
        listening.add(reader);
    }

    void remove(Subscription reader) {
        if (reader.place() == Subscription.NOT_LISTENING) {
            catching.remove(reader);
        } else {
            listening.remove(reader);
        }
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

    /** Keeps an event for the end of the loop's turn, or for the train that is under way; true where {@link #go} is due. */
    boolean happened(Encoded event) {
        if (!begun() || (event.seq() <= last && !event.passing())) {
            return false; // told before this channel began here; who catches up reads it
        }
        Train now = train;
        boolean first = now == null;
        if (now == null) {
            now = new Train(id, loop, listening);
            train = now;
        }
        now.add(event);
        return first;
    }

    /** Writes what has happened to the next of its readers; goes on by itself when the loop has looked at what came in. */
    void go() {
        Train now = train;
        if (now != null && now.step()) {
            last = Math.max(last, now.last());
            train = now.next();
            advance();
        }
        if (train != null) {
            loop.afterInput(this::go);
        }
    }

    private void advance() {
        if (!catching.isEmpty()) {
            List.copyOf(catching).forEach(Subscription::advance);
        }
    }
}
