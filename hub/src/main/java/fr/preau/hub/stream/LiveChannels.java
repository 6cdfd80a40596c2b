package fr.preau.hub.stream;

import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.problem.Problem;
import fr.preau.config.Limits;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.ground.Gathering;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The channels that are live on this node: each heard from its first listener here until
 * {@code limits.lingerSeconds} after its last, so that those who come back after a cut find the tail. Thread-safe.
 */
final class LiveChannels {
    private static final int ASKED_AT_ONCE = 1_000;

    private record Live(LiveChannel channel, Hearing.Ear ear) {}

    private final Vertx vertx;
    private final Hearing hearing;
    private final Source source;
    private final Pages pages;
    private final Kept kept;
    private final int tailBytes;
    private final long lingerNanos;
    private final Gathering<ChannelId, Long> lastSeqs;
    private final Map<ChannelId, Live> live = new ConcurrentHashMap<>();

    LiveChannels(Vertx vertx, Source source, Pages pages, Kept kept, Limits limits) {
        this.vertx = vertx;
        this.hearing = new Hearing(vertx);
        this.source = source;
        this.pages = pages;
        this.kept = kept;
        this.tailBytes = limits.tailBytesPerChannel();
        this.lingerNanos = TimeUnit.SECONDS.toNanos(limits.lingerSeconds());
        this.lastSeqs = new Gathering<>(1, ASKED_AT_ONCE, source::lastSeqs);
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

    /** The loop's last listener has left; the channel stays for those who come back soon. */
    void detach(ChannelId id, StreamLoop loop) {
        Live now = live.get(id);
        if (now != null) {
            now.channel().remove(loop);
        }
    }

    /** Makes those of the channels live that are not yet; what is asked for meanwhile goes in one question. */
    void begin(Collection<ChannelId> ids) {
        for (ChannelId id : ids) {
            Live now = live.get(id);
            if (now != null && now.channel().claim()) {
                now.ear().completion().compose(listening -> lastSeqs.of(id)).onComplete((seq, failure) -> {
                    if (failure == null && seq.isPresent()) {
                        now.channel().begin(seq.get());
                    } else {
                        now.channel().failed(failure == null ? new Refused(Problem.NOT_FOUND) : failure);
                    }
                });
            }
        }
    }

    /**
     * Asks how far all live channels go by now, a thousand with each question, and has fetched what no wake-up told of;
     * those that nobody has listened to for long are let go. Done when all were asked.
     */
    Future<Void> look() {
        long now = System.nanoTime();
        live.keySet()
                .forEach(id -> live.computeIfPresent(id, (key, one) -> {
                    if (one.channel().closedAt(now - lingerNanos)) {
                        one.ear().unregister();
                        return null;
                    }
                    return one;
                }));
        return look(live.values().stream()
                .map(Live::channel)
                .filter(LiveChannel::begun)
                .collect(Collectors.toCollection(ArrayDeque::new)));
    }

    private Future<Void> look(Queue<LiveChannel> left) {
        Map<ChannelId, LiveChannel> some = new HashMap<>();
        while (some.size() < ASKED_AT_ONCE && !left.isEmpty()) {
            LiveChannel channel = left.remove();
            some.put(channel.id(), channel);
        }
        if (some.isEmpty()) {
            return Future.succeededFuture();
        }
        return source.lastSeqs(some.keySet()).compose(seqs -> {
            seqs.forEach((id, seq) -> Objects.requireNonNull(some.get(id)).seen(seq));
            return look(left);
        });
    }

    int count() {
        return live.size();
    }

    private Live open(ChannelId id) {
        LiveChannel channel = new LiveChannel(id, vertx, pages, kept, tailBytes);
        return new Live(channel, hearing.open(id, channel::happened));
    }
}
