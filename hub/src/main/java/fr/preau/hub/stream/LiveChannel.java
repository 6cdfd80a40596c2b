package fr.preau.hub.stream;

import fr.preau.channels.conversation.ChannelId;
import fr.preau.hub.conversation.ChannelEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel to which somebody on this node listens. Puts the wake-ups in order, fetches those that were lost, keeps the
 * tail, and hands each event once to each event loop that has listeners. Thread-safe; what is done under its lock is
 * short and calls nobody who could wait.
 *
 * <pre>
 *   new --claim--> beginning --begin--> live: happened: next seq -> tail, loops
 *    ^                 |                              seq ahead -> set aside, fetch the gap from the database
 *    +-----failed------+                              seq behind -> known already
 * </pre>
 */
final class LiveChannel {
    private static final Logger LOG = LoggerFactory.getLogger(LiveChannel.class);
    private static final long UNKNOWN = -1;
    private static final int ASIDE_MAX = 1_000;
    private static final long AGAIN_MILLIS = 1_000;

    private final ChannelId id;
    private final Vertx vertx;
    private final Pages pages;
    private final Kept kept;
    private final Tail tail;
    private final List<StreamLoop> loops = new ArrayList<>(2);
    private final TreeMap<Long, Encoded> aside = new TreeMap<>();
    private long last = UNKNOWN;
    private long seen = UNKNOWN;
    private long rewritten; // the newest event that changed an earlier one; what happened before this began may have
    private boolean beginning;
    private boolean closed;
    private long idleSince;
    private boolean filling;

    LiveChannel(ChannelId id, Vertx vertx, Pages pages, Kept kept, int tailBytes) {
        this.id = id;
        this.vertx = vertx;
        this.pages = pages;
        this.kept = kept;
        this.tail = new Tail(tailBytes);
    }

    ChannelId id() {
        return id;
    }

    synchronized void add(StreamLoop loop) {
        loops.add(loop);
        if (last != UNKNOWN) {
            loop.offer(new Delivery.Began(id, last));
        }
    }

    synchronized void remove(StreamLoop loop) {
        loops.remove(loop);
        idleSince = System.nanoTime();
    }

    /** Closes it if nobody has listened since that moment; whether it did. */
    synchronized boolean closedAt(long nanos) {
        closed = loops.isEmpty() && idleSince - nanos <= 0;
        if (closed) {
            tail.clear();
            kept.used(tail);
        }
        return closed;
    }

    /** True for the one who is to find out the last seq and call {@link #begin} or {@link #failed}. */
    synchronized boolean claim() {
        boolean claimed = last == UNKNOWN && !beginning;
        beginning |= claimed;
        return claimed;
    }

    /** @param committed the channel's last seq, read after wake-ups were being listened to */
    synchronized void begin(long committed) {
        beginning = false;
        last = committed;
        rewritten = committed;
        loops.forEach(loop -> loop.offer(new Delivery.Began(id, committed)));
        settle();
    }

    synchronized void failed(Throwable why) {
        beginning = false;
        loops.forEach(loop -> loop.offer(new Delivery.Failed(id, why)));
    }

    /** A wake-up: of an event, once or twice, early or late; or of what passes. */
    void happened(ChannelEvent event) {
        accept(Encoded.of(event));
    }

    /** The database was seen to go so far; if no wake-up comes for it soon, it is fetched. */
    synchronized void seen(long seq) {
        if (last != UNKNOWN && seq > last && seq > seen) {
            seen = seq;
            vertx.setTimer(AGAIN_MILLIS, timer -> fillUpTo(seq));
        }
    }

    /** Whether it is known how far the channel goes. */
    synchronized boolean begun() {
        return last != UNKNOWN;
    }

    /** Events of the tail from a seq on; none when they are not all there. */
    List<Encoded> run(long from, long upTo, int maxBytes) {
        List<Encoded> run = tail.run(from, upTo, maxBytes);
        if (!run.isEmpty()) {
            kept.used(tail);
        }
        return run;
    }

    /** Events out of the database; the tail takes those that it can, for the next who asks. */
    Future<Pages.Page> page(long after) {
        long changed;
        synchronized (this) {
            changed = rewritten;
        }
        return pages.after(id, after, changed).onSuccess(this::read);
    }

    private synchronized void read(Pages.Page page) {
        seen(page.lastSeq());
        if (page.lastSeq() >= rewritten && !closed && tail.precede(page.events(), last)) {
            kept.used(tail);
        }
    }

    private synchronized void accept(Encoded event) {
        if (event.passing()) {
            push(event);
        } else if (event.seq() > last) {
            aside.put(event.seq(), event);
            if (aside.size() > ASIDE_MAX) {
                aside.pollLastEntry(); // it will be fetched in its turn
            }
            if (last != UNKNOWN) {
                settle();
            }
        }
    }

    /** Takes what was set aside as far as it is the next in turn; fetches what is missing before the rest. */
    private void settle() {
        aside.headMap(last, true).clear();
        while (!aside.isEmpty() && aside.firstKey() == last + 1) {
            Encoded event = aside.pollFirstEntry().getValue();
            last = event.seq();
            if (event.rewrites()) {
                rewritten = last;
                tail.clear();
            }
            tail.add(event);
            kept.used(tail);
            push(event);
        }
        if (!aside.isEmpty()) {
            fill();
        }
    }

    private void push(Encoded event) {
        Delivery.Happened delivery = new Delivery.Happened(id, event);
        for (StreamLoop loop : loops) {
            loop.offer(delivery);
        }
    }

    private synchronized void fillUpTo(long seq) {
        if (last < seq && !closed) {
            fill();
        }
    }

    private void fill() {
        if (!filling) {
            filling = true;
            LOG.debug("channel {}: a wake-up after {} is missing", id, last);
            pages.after(id, last, rewritten).onComplete((page, failure) -> filled(page, failure));
        }
    }

    private synchronized void filled(Pages.Page page, Throwable failure) {
        filling = false;
        if (failure != null) {
            LOG.warn("channel {}: missing events cannot be read: {}", id, failure.toString());
            vertx.setTimer(AGAIN_MILLIS, timer -> fillUpTo(Long.MAX_VALUE));
            return;
        }
        for (Encoded event : page.events()) {
            aside.put(event.seq(), event);
        }
        long first = page.events().isEmpty()
                ? page.lastSeq() + 1
                : page.events().getFirst().seq();
        if (first > last + 1) {
            LOG.warn("channel {}: events {} to {} are not in the database", id, last + 1, first - 1);
            last = first - 1;
        }
        settle();
        if (page.lastSeq() > last) {
            fill();
        }
    }
}
