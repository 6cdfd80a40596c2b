package fr.preau.hub.stream;

import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.problem.Problem;
import fr.preau.hub.edge.Refused;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The channels that are live on this node, each heard from its first listener here to its last. Thread-safe. */
final class LiveChannels {
    private record Live(LiveChannel channel, Hearing.Ear ear) {}

    private final Vertx vertx;
    private final Hearing hearing;
    private final Source source;
    private final Pages pages;
    private final int tailBytes;
    private final Map<ChannelId, Live> live = new ConcurrentHashMap<>();

    LiveChannels(Vertx vertx, Source source, Pages pages, int tailBytes) {
        this.vertx = vertx;
        this.hearing = new Hearing(vertx);
        this.source = source;
        this.pages = pages;
        this.tailBytes = tailBytes;
    }

    /**
     * From now on the loop is told what happens in the channel, once it has begun: at once where it is live already,
     * else after {@link #begin}.
     */
    LiveChannel attach(ChannelId id, StreamLoop loop) {
        Live attached = live.compute(id, (key, before) -> {
            Live now = before == null ? open(id) : before;
            now.channel().add(loop);
            return now;
        });
        return attached.channel();
    }

    void detach(ChannelId id, StreamLoop loop) {
        live.computeIfPresent(id, (key, now) -> {
            if (now.channel().remove(loop)) {
                now.ear().unregister();
                return null;
            }
            return now;
        });
    }

    /** Makes those of the channels live that are not yet, with one question to the database. */
    void begin(Collection<ChannelId> ids) {
        Map<ChannelId, LiveChannel> fresh = new HashMap<>();
        List<Future<Void>> listening = new ArrayList<>();
        for (ChannelId id : ids) {
            Live now = live.get(id);
            if (now != null && now.channel().claim()) {
                fresh.put(id, now.channel());
                listening.add(now.ear().completion());
            }
        }
        if (!fresh.isEmpty()) {
            Future.all(listening)
                    .compose(done -> source.lastSeqs(fresh.keySet()))
                    .onComplete((seqs, failure) -> {
                        for (Map.Entry<ChannelId, LiveChannel> entry : fresh.entrySet()) {
                            Long seq = failure == null ? seqs.get(entry.getKey()) : null;
                            if (seq != null) {
                                entry.getValue().begin(seq);
                            } else {
                                entry.getValue().failed(failure == null ? new Refused(Problem.NOT_FOUND) : failure);
                            }
                        }
                    });
        }
    }

    Pages pages() {
        return pages;
    }

    int count() {
        return live.size();
    }

    private Live open(ChannelId id) {
        LiveChannel channel = new LiveChannel(id, vertx, pages, new Tail(tailBytes));
        return new Live(channel, hearing.open(id, channel::happened));
    }
}
