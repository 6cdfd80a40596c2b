package fr.preau.tests.faults;

import com.fasterxml.jackson.databind.JsonNode;
import fr.preau.tests.faults.ReaderLog.Heard;
import fr.preau.tests.wire.Api.NoAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A client that stays connected, over the WebSocket or by Server-Sent Events: after any cut it comes back by its cursors. It
 * asks for every channel of the town from the beginning, also for those that are not its own, and notes all that it is told.
 */
final class Reader implements Runnable {
    /** The hub closed the connection; 0 where the way knows no codes. */
    static final class Closed extends UncheckedIOException {
        private final int code;

        Closed(int code) {
            super(new IOException("closed with " + code));
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    /**
     * How often it was cut, and what came of it.
     *
     * @param code of the close frame; 0 where there was none
     * @param backNanos from the cut until the next welcome
     */
    record Return(int code, long backNanos) {}

    private final Seat seat;
    private final boolean overEvents;
    private final ReaderLog log;
    private final Map<UUID, Long> cursors = new HashMap<>();
    private final Map<UUID, Long> ends = new HashMap<>();
    private final List<Return> returns = new ArrayList<>();
    private @Nullable Feed feed;
    private boolean fresh;
    private volatile boolean stopping;
    private int lastCode;
    private long cutAt;

    /** @param channels all that it asks for */
    Reader(Seat seat, boolean overEvents, List<UUID> channels, ReaderLog log) {
        this.seat = seat;
        this.overEvents = overEvents;
        this.log = log;
        channels.forEach(channel -> cursors.put(channel, 0L));
    }

    ReaderLog log() {
        return log;
    }

    @Override
    public void run() {
        while (!stopping) {
            try (Feed open = open()) {
                long openedAt = System.nanoTime();
                while (!stopping) {
                    told(open.next(), openedAt);
                }
            } catch (NoAnswer | UncheckedIOException cut) {
                wasCut(cut instanceof Closed closed ? closed.code() : 0);
            }
        }
    }

    /** Drops its connection and comes back, so that each of its channels is told to its end. */
    void again() {
        synchronized (this) {
            ends.clear();
            fresh = false;
        }
        drop();
    }

    /** Whether the connection since {@link #again} has told it all up to these numbers, of the channels that it may see. */
    synchronized boolean caughtUp(Map<UUID, Long> last) {
        return last.entrySet().stream()
                .filter(channel -> log.right().to(channel.getKey()) && log.goneAt() == ReaderLog.NEVER)
                .allMatch(channel -> ends.getOrDefault(channel.getKey(), -1L) >= channel.getValue());
    }

    void stop() {
        stopping = true;
        drop();
    }

    /** Every cut so far that it came back from. */
    synchronized List<Return> returns() {
        return List.copyOf(returns);
    }

    private void drop() {
        Feed open;
        synchronized (this) {
            open = feed;
        }
        if (open != null) {
            open.close();
        }
    }

    private Feed open() {
        Map<UUID, Long> from;
        synchronized (this) {
            from = Map.copyOf(cursors);
        }
        Feed open = overEvents
                ? Feed.events(seat.api(), from, seat.patience())
                : Feed.socket(seat.api(), from, seat.patience());
        synchronized (this) {
            feed = open;
            fresh = true;
        }
        return open;
    }

    private void wasCut(int code) {
        synchronized (this) {
            if (cutAt == 0) {
                cutAt = System.nanoTime();
                lastCode = code;
            }
            feed = null;
        }
        if (code == 4001) {
            seat.signedOut();
        }
        LockSupport.parkNanos(
                TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextInt(10, 100)));
    }

    private synchronized void told(JsonNode frame, long openedAt) {
        switch (frame.path("type").asText()) {
            case "welcome" -> {
                if (cutAt != 0) {
                    returns.add(new Return(lastCode, System.nanoTime() - cutAt));
                    cutAt = 0;
                }
            }
            case "event" -> {
                UUID channel = UUID.fromString(frame.path("channel").asText());
                long seq = frame.path("seq").asLong();
                String key = frame.path("post").path("body").asText().split(" ", 2)[0];
                log.heard(new Heard(channel, seq, key, openedAt, System.nanoTime()));
                cursors.merge(channel, seq, Math::max);
            }
            case "end" -> {
                UUID channel = UUID.fromString(frame.path("channel").asText());
                cursors.merge(channel, frame.path("seq").asLong(), Math::max);
                if (fresh) {
                    ends.merge(channel, frame.path("seq").asLong(), Math::max);
                }
            }
            default -> {} // problems for channels that are not its own, and who is typing
        }
    }
}
