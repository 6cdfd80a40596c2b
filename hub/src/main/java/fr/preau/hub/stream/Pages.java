package fr.preau.hub.stream;

import fr.preau.channels.conversation.ChannelId;
import fr.preau.hub.conversation.CatchUp;
import io.micrometer.core.instrument.DistributionSummary;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Missed events out of the database, a page at a time. Who asks for a page that is being read already shares it, so that
 * a whole town coming back after a cut reads each page once; and only so many pages are read at a time, so that those
 * who come back leave room for those who write. Thread-safe.
 */
final class Pages {
    /** Events in order, and the last seq of the channel when they were read. */
    record Page(List<Encoded> events, long lastSeq) {}

    private record Key(ChannelId channel, long after) {}

    private final Source source;
    private final int size;
    private final int atOnce;
    private final DistributionSummary sizes;
    private final Map<Key, Promise<Page>> asked = new HashMap<>();
    private final Queue<Key> waiting = new ArrayDeque<>();
    private int reading;

    /**
     * @param size events of a page
     * @param atOnce pages read at a time, at most
     * @param sizes told how many events each page had
     */
    Pages(Source source, int size, int atOnce, DistributionSummary sizes) {
        this.source = source;
        this.size = size;
        this.atOnce = atOnce;
        this.sizes = sizes;
    }

    /** The events after a seq; empty when there are none. */
    Future<Page> after(ChannelId channel, long after) {
        Key key = new Key(channel, after);
        Promise<Page> promise;
        synchronized (this) {
            Promise<Page> same = asked.get(key);
            if (same != null) {
                return same.future();
            }
            promise = Promise.promise();
            asked.put(key, promise);
            if (reading == atOnce) {
                waiting.add(key);
                return promise.future();
            }
            reading++;
        }
        read(key, promise);
        return promise.future();
    }

    private void read(Key key, Promise<Page> promise) {
        source.eventsAfter(key.channel(), key.after(), size).map(this::page).onComplete((page, failure) -> {
            next(key);
            if (failure == null) {
                promise.complete(page);
            } else {
                promise.fail(failure);
            }
        });
    }

    private Page page(CatchUp read) {
        sizes.record(read.events().size());
        return new Page(read.events().stream().map(Encoded::of).toList(), read.lastSeq());
    }

    private void next(Key done) {
        Key key;
        Promise<Page> promise;
        synchronized (this) {
            asked.remove(done);
            key = waiting.poll();
            promise = key == null ? null : asked.get(key);
            if (key == null || promise == null) {
                reading--;
                return;
            }
        }
        read(key, promise);
    }
}
