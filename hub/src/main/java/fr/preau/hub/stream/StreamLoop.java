package fr.preau.hub.stream;

import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.people.AccountId;
import io.netty.buffer.ByteBufAllocator;
import io.vertx.core.Completable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The streams of one event loop. Only {@link #offer}, {@link #run} and {@link #onLoop} may be called from elsewhere.
 * What live channels offer is taken once a turn, so that all that came meanwhile leaves each socket together.
 */
final class StreamLoop {
    private static final long DRAIN_STEP_MILLIS = 50;
    private static final int DRAIN_PER_STEP = 100;

    private final Streams streams;
    private final ContextInternal context;
    private final Map<ChannelId, LoopChannel> channels = new HashMap<>();
    private final Map<AccountId, List<Connection>> accounts = new HashMap<>();
    private final Queue<Delivery> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean awake = new AtomicBoolean();
    private final Queue<LoopChannel> happened = new ArrayDeque<>();
    private final Wheel wheel;
    private @Nullable Volley volley;
    private long turned = System.nanoTime();
    private int connections;

    StreamLoop(Streams streams, ContextInternal context) {
        this.streams = streams;
        this.context = context;
        this.wheel = new Wheel(streams.limits().deadAfterSeconds());
        context.nettyEventLoop().scheduleAtFixedRate(() -> context.dispatch(this::second), 1, 1, TimeUnit.SECONDS);
    }

    Streams streams() {
        return streams;
    }

    ByteBufAllocator allocator() {
        return ByteBufAllocator.DEFAULT;
    }

    /** For writes to many at once; made by the loop's own thread, as the kernel wants it. */
    Volley volley() {
        Volley made = volley;
        if (made == null) {
            made = new Volley(streams.ground().settings().http().batchedSends() ? Ring.open() : null);
            volley = made;
        }
        return made;
    }

    Wheel wheel() {
        return wheel;
    }

    /** Runs this on the loop, in its context: at once if that is where we are. */
    void run(Runnable work) {
        context.execute(work, Runnable::run);
    }

    /** Runs this later on the loop, never at once. */
    void later(Runnable work) {
        context.nettyEventLoop().execute(() -> context.dispatch(work));
    }

    /** Runs this on the loop when it has looked at what came from the network meanwhile; only from the loop itself. */
    void afterInput(Runnable work) {
        // what is merely executed runs before the network is looked at, what is scheduled after
        context.nettyEventLoop().schedule(() -> context.dispatch(work), 0, TimeUnit.NANOSECONDS);
    }

    /** Runs this on the loop in a second. */
    void afterSecond(Runnable work) {
        context.owner().setTimer(1_000, timer -> run(work));
    }

    /** The same future, completed on the loop. */
    <T> Future<T> here(Future<T> future) {
        Promise<T> here = context.promise();
        future.onComplete(here);
        return here.future();
    }

    /** Runs this on the loop when the future is there. */
    <T> void onLoop(Future<T> future, Completable<T> next) {
        here(future).onComplete(next);
    }

    /** Takes what a live channel tells; in the order in which it is told. */
    void offer(Delivery delivery) {
        inbox.add(delivery);
        if (awake.compareAndSet(false, true)) {
            later(this::turn);
        }
    }

    private void turn() {
        awake.set(false);
        gather();
        for (LoopChannel next = happened.poll(); next != null; next = happened.poll()) {
            next.go();
        }
    }

    /** Takes what was offered; whoever has something to write then is in {@link #happened}. */
    private void gather() {
        for (Delivery next = inbox.poll(); next != null; next = inbox.poll()) {
            LoopChannel channel = channels.get(next.channel());
            if (channel == null) {
                continue; // its last reader here has left
            }
            switch (next) {
                case Delivery.Happened(ChannelId id, Encoded event) -> {
                    if (channel.happened(event)) {
                        happened.add(channel);
                    }
                }
                case Delivery.Began(ChannelId id, long last) -> channel.began(last);
                case Delivery.Failed(ChannelId id, Throwable why) -> channel.failed(why);
            }
        }
    }

    /** The channel on this loop, made when it is not there. */
    LoopChannel channel(ChannelId id) {
        return channels.computeIfAbsent(id, key -> new LoopChannel(key, this));
    }

    /** Lets the channel go when nobody here is left in it. */
    void tidy(LoopChannel channel) {
        if (channel.empty() && channels.remove(channel.id(), channel)) {
            streams.channels().detach(channel.id(), this);
        }
    }

    void opened() {
        connections++;
        streams.meters().sockets().incrementAndGet();
    }

    void closed() {
        connections--;
        streams.meters().sockets().decrementAndGet();
    }

    /** The connection is its account's from now on. */
    void signedIn(AccountId account, Connection connection) {
        accounts.merge(account, List.of(connection), (before, more) -> {
            List<Connection> all = new ArrayList<>(before);
            all.addAll(more);
            return List.copyOf(all);
        });
    }

    void signedOut(AccountId account, Connection connection) {
        accounts.computeIfPresent(account, (key, before) -> {
            List<Connection> rest =
                    before.stream().filter(other -> other != connection).toList();
            return rest.isEmpty() ? null : rest;
        });
    }

    List<Connection> of(AccountId account) {
        return accounts.getOrDefault(account, List.of());
    }

    void each(Consumer<Connection> work) {
        accounts.values().forEach(all -> all.forEach(work));
    }

    private void second() {
        long before = turned;
        turned = System.nanoTime();
        streams.meters().lag().record(Math.max(0, turned - before - TimeUnit.SECONDS.toNanos(1)), TimeUnit.NANOSECONDS);
        wheel.turn(Connection::look);
    }

    /**
     * Tells everybody to come back, a few at a time so that they do not all come at once, and ends those who do not
     * leave. Done when nobody is left, at the latest after {@code millis}.
     */
    Future<Void> drain(long millis) {
        Promise<Void> done = context.promise();
        run(() -> {
            List<Connection> all = wheel.all();
            long steps = Math.max(1, millis / 2 / DRAIN_STEP_MILLIS);
            int perStep = (int) Math.max(DRAIN_PER_STEP, (all.size() + steps - 1) / steps);
            drain(all, 0, perStep, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis), done);
        });
        return done.future();
    }

    private void drain(List<Connection> all, int from, int perStep, long deadline, Promise<Void> done) {
        int to = Math.min(all.size(), from + perStep);
        all.subList(from, to).forEach(Connection::stopping);
        if (System.nanoTime() > deadline) {
            all.forEach(Connection::end);
        }
        if (connections == 0) {
            if (volley != null) {
                volley.close();
                volley = null;
            }
            done.tryComplete();
        } else {
            context.owner().setTimer(DRAIN_STEP_MILLIS, timer -> run(() -> drain(all, to, perStep, deadline, done)));
        }
    }
}
