package fr.preau.hub.board;

import fr.preau.channels.access.Action;
import fr.preau.channels.board.BoardWords;
import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.conversation.PostId;
import fr.preau.channels.people.AccountId;
import fr.preau.hub.conversation.AccountEvent;
import fr.preau.hub.conversation.Conversation;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.edge.Wire;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.reach.ReachChange;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Who looks at a board gets its numbers again when they change: whoever asked for them within the last minute, on all
 * streams of the account, at most once a second and post, and never more than a fifth of the time is spent on counting.
 * While nobody looks, nothing is counted. Thread-safe.
 *
 * <p>Wake-ups over the event bus save time; looking every five seconds is the truth.
 */
final class Watches {
    private static final Duration KEPT = Duration.ofSeconds(70);
    private static final long APART_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int SHARE = 4;
    private static final long LOOK_MILLIS = 5_000;

    private record Frame(String type, UUID channel, UUID post, ReachView reach) {}

    /** Somebody who looks. */
    private record Watch(Boards.Sight sight, BoardWords words, Instant until) {
        private Key key() {
            return new Key(sight.window(), words, Boards.may(sight));
        }
    }

    /** Those who see the same get the same, counted once. */
    private record Key(Window window, BoardWords words, List<String> may) {}

    private static final class Watched {
        final Map<AccountId, Watch> watches = new HashMap<>();
        final Map<AccountId, ReachView> sent = new HashMap<>();
        boolean scheduled;
        long notBefore = System.nanoTime();
    }

    private final Ground ground;
    private final Boards boards;
    private final Map<UUID, Watched> posts = new HashMap<>();
    private @Nullable Long looking;

    Watches(Ground ground, Boards boards) {
        this.ground = ground;
        this.boards = boards;
        // For good: among several nodes each coming and going of a listener is an entry in the table of them all.
        var bus = ground.vertx().eventBus();
        bus.<String>consumer(ReachChange.ADDRESS, message -> changed(UUID.fromString(message.body())));
        bus.<String>consumer(Conversation.READ_ON, message -> read(UUID.fromString(message.body())));
    }

    /** The caller of this sight has just been told these numbers, and wants to hear of others for a while. */
    synchronized void add(Boards.Sight sight, BoardWords words, ReachView told) {
        AccountId account = sight.caller().account();
        Watched watched = posts.computeIfAbsent(sight.post(), any -> new Watched());
        watched.watches.put(
                account, new Watch(sight, words, ground.clock().instant().plus(KEPT)));
        watched.sent.put(account, told.at(Instant.EPOCH));
        listen();
    }

    private void listen() {
        if (looking == null) {
            looking = ground.vertx().setPeriodic(LOOK_MILLIS, tick -> all());
        }
    }

    private synchronized void changed(UUID post) {
        Watched watched = posts.get(post);
        if (watched != null && !watched.scheduled) {
            watched.scheduled = true;
            long wait = TimeUnit.NANOSECONDS.toMillis(watched.notBefore - System.nanoTime());
            ground.vertx().setTimer(Math.max(1, wait), timer -> count(post));
        }
    }

    private synchronized void read(UUID channel) {
        List.copyOf(posts.entrySet()).stream()
                .filter(entry -> entry.getValue().watches.values().stream()
                        .anyMatch(watch -> watch.sight().place().id().value().equals(channel)))
                .forEach(entry -> changed(entry.getKey()));
    }

    private synchronized void all() {
        Instant now = ground.clock().instant();
        posts.values()
                .forEach(watched ->
                        watched.watches.values().removeIf(watch -> watch.until().isBefore(now)));
        posts.values().removeIf(watched -> watched.watches.isEmpty());
        if (posts.isEmpty() && looking != null) {
            ground.vertx().cancelTimer(looking);
            looking = null;
        }
        List.copyOf(posts.keySet()).forEach(this::changed);
    }

    private void count(UUID post) {
        List<Watch> watching;
        synchronized (this) {
            Watched watched = posts.get(post);
            if (watched == null) {
                return;
            }
            watching = List.copyOf(watched.watches.values());
        }
        long began = System.nanoTime();
        Map<Key, Future<ReachView>> counted = new HashMap<>();
        Future.join(watching.stream().map(watch -> tell(watch, counted)).toList())
                .onComplete(done -> counted(post, System.nanoTime() - began));
    }

    private synchronized void counted(UUID post, long took) {
        Watched watched = posts.get(post);
        if (watched != null) {
            watched.scheduled = false;
            watched.notBefore = System.nanoTime() + Math.max(APART_NANOS, SHARE * took);
        }
    }

    /** The right is looked at each time: whoever lost it hears no more. */
    private Future<Void> tell(Watch watch, Map<Key, Future<ReachView>> counted) {
        Boards.Sight old = watch.sight();
        return boards.sight(old.caller(), old.place().id(), new PostId(old.post()), Action.SEE_REACH)
                .compose(sight -> {
                    Watch now = new Watch(sight, watch.words(), watch.until());
                    Future<ReachView> numbers;
                    synchronized (counted) {
                        numbers = counted.computeIfAbsent(now.key(), any -> boards.numbers(sight, watch.words()));
                    }
                    return numbers;
                })
                .onFailure(failure -> {
                    if (failure instanceof Refused) {
                        forget(old);
                    }
                })
                .map(view -> {
                    tell(old, view);
                    return null;
                });
    }

    private void tell(Boards.Sight sight, ReachView view) {
        AccountId account = sight.caller().account();
        synchronized (this) {
            Watched watched = posts.get(sight.post());
            if (watched == null || view.at(Instant.EPOCH).equals(watched.sent.put(account, view.at(Instant.EPOCH)))) {
                return;
            }
        }
        ChannelId channel = sight.place().id();
        ground.vertx()
                .eventBus()
                .publish(
                        AccountEvent.ADDRESS,
                        new AccountEvent(account, Wire.write(new Frame("reach", channel.value(), sight.post(), view))));
    }

    private synchronized void forget(Boards.Sight sight) {
        Watched watched = posts.get(sight.post());
        if (watched != null) {
            watched.watches.remove(sight.caller().account());
        }
    }
}
