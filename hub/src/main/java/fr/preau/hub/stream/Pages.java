package fr.preau.hub.stream;

import fr.preau.channels.conversation.ChannelId;
import fr.preau.hub.conversation.CatchUp;
import io.micrometer.core.instrument.DistributionSummary;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Missed events out of the database, a page at a time. Who asks for a page that is being read already shares it, and full
 * pages are kept as long as there is room, so that a whole town coming back after a cut reads each page once. Only so many
 * questions are out at a time, so that those who come back leave room for those who write; what waits meanwhile goes
 * together in the next one. Thread-safe.
 */
final class Pages {
    /**
     * Events in order.
     *
     * @param lastSeq of the channel, when they were read
     */
    record Page(List<Encoded> events, long lastSeq) {}

    private static final int CHANNELS_AT_ONCE = 32;
    private static final int FEW_EVENTS = 16;

    private final Source source;
    private final int size;
    private final int atOnce;
    private final DistributionSummary sizes;
    private final Kept kept;
    private final Map<CatchUp.From, FullPage> full = new ConcurrentHashMap<>();
    private final Map<CatchUp.From, Promise<Page>> asked = new HashMap<>();
    private final Queue<CatchUp.From> waiting = new ArrayDeque<>();
    private int reading;

    /**
     * @param size events of a page, at most
     * @param atOnce questions to the database at a time, at most
     * @param sizes told how many events each page had
     * @param kept where full pages are kept
     */
    Pages(Source source, int size, int atOnce, DistributionSummary sizes, Kept kept) {
        this.source = source;
        this.size = size;
        this.atOnce = atOnce;
        this.sizes = sizes;
        this.kept = kept;
    }

    /**
     * The events after a seq; empty when there are none.
     *
     * @param rewritten the seq of the channel's newest event that changed an earlier one: a page that was read before it
     *     shows a post that is no longer to be shown so
     */
    Future<Page> after(ChannelId channel, long after, long rewritten) {
        CatchUp.From from = new CatchUp.From(channel, after);
        FullPage had = full.get(from);
        if (had != null && had.page.lastSeq() >= rewritten) {
            kept.used(had);
            return Future.succeededFuture(had.page);
        }
        Promise<Page> promise;
        synchronized (this) {
            Promise<Page> same = asked.get(from);
            if (same != null) {
                return same.future();
            }
            promise = Promise.promise();
            asked.put(from, promise);
            if (reading == atOnce) {
                waiting.add(from);
                return promise.future();
            }
            reading++;
        }
        read(Map.of(from, promise));
        return promise.future();
    }

    private void read(Map<CatchUp.From, Promise<Page>> batch) {
        List<CatchUp.From> froms = List.copyOf(batch.keySet());
        int limit = Math.max(Math.min(FEW_EVENTS, size), size / froms.size());
        source.eventsAfter(froms, limit).onComplete((read, failure) -> {
            List<Page> pages = new ArrayList<>();
            if (failure == null) {
                for (int i = 0; i < froms.size(); i++) {
                    pages.add(page(froms.get(i), read.get(i)));
                }
            }
            next(froms);
            for (int i = 0; i < froms.size(); i++) {
                Promise<Page> promise = Objects.requireNonNull(batch.get(froms.get(i)));
                if (failure == null) {
                    promise.complete(pages.get(i));
                } else {
                    promise.fail(failure);
                }
            }
        });
    }

    private Page page(CatchUp.From from, CatchUp read) {
        sizes.record(read.events().size());
        Page page = new Page(read.events().stream().map(Encoded::of).toList(), read.lastSeq());
        if (page.events().size() == size) {
            FullPage now = new FullPage(from, page);
            full.put(from, now);
            kept.used(now);
        }
        return page;
    }

    private void next(List<CatchUp.From> done) {
        Map<CatchUp.From, Promise<Page>> batch = new HashMap<>();
        synchronized (this) {
            done.forEach(asked::remove);
            while (batch.size() < CHANNELS_AT_ONCE && !waiting.isEmpty()) {
                CatchUp.From from = waiting.remove();
                batch.put(from, asked.get(from));
            }
            if (batch.isEmpty()) {
                reading--;
                return;
            }
        }
        read(batch);
    }

    /** A page that others may ask for, too. */
    private final class FullPage implements Kept.Part {
        private final CatchUp.From from;
        private final Page page;
        private final int bytes;

        FullPage(CatchUp.From from, Page page) {
            this.from = from;
            this.page = page;
            this.bytes = page.events().stream().mapToInt(Encoded::size).sum();
        }

        @Override
        public int bytes() {
            return bytes;
        }

        @Override
        public void giveWay() {
            full.remove(from, this);
        }
    }
}
