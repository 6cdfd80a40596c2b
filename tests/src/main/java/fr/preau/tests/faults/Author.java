package fr.preau.tests.faults;

import com.fasterxml.jackson.databind.JsonNode;
import fr.preau.tests.faults.Ledger.Entry;
import fr.preau.tests.wire.Answer;
import fr.preau.tests.wire.Api;
import fr.preau.tests.wire.Api.NoAnswer;
import fr.preau.tests.wire.Json;
import fr.preau.tests.wire.Member;
import fr.preau.tests.wire.RawStream;
import fr.preau.tests.wire.Views.Audience;
import fr.preau.tests.wire.Views.Post;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A client that posts one post after the other, over HTTP or in frames of the stream, whatever happens to its connections.
 * What it got no answer for it sends again under the same key, before anything new.
 */
final class Author implements Runnable {
    /**
     * Where it writes.
     *
     * @param audience the part of the channel that the post is for; null: all of it
     */
    record Target(UUID channel, @Nullable Audience audience) {}

    private final String name;
    private final Seat seat;
    private final List<Target> targets;
    private final boolean overStream;
    private final Ledger ledger;
    private final Pace pace;
    private final AtomicInteger posted = new AtomicInteger();
    private volatile boolean stopping;
    private volatile boolean givenUp;
    private volatile String trouble = "";

    Author(String name, Seat seat, List<Target> targets, boolean overStream, Ledger ledger, Pace pace) {
        this.name = name;
        this.seat = seat;
        this.targets = List.copyOf(targets);
        this.overStream = overStream;
        this.ledger = ledger;
        this.pace = pace;
    }

    /** How many of its posts were acknowledged. */
    int posted() {
        return posted.get();
    }

    /** Writes nothing new; goes on only until everything has its answer. */
    void stop() {
        stopping = true;
    }

    /** Ends at once; what has no answer by now stays open in the ledger. */
    void giveUp() {
        stopping = true;
        givenUp = true;
    }

    @Override
    public void run() {
        while (busy()) {
            try {
                if (overStream) {
                    overStream();
                } else {
                    one(entry -> http(entry));
                }
            } catch (NoAnswer | UncheckedIOException gone) {
                trouble = gone.toString();
                pause(Duration.ofMillis(ThreadLocalRandom.current().nextInt(20, 100)));
            }
        }
    }

    private boolean busy() {
        return !givenUp && (!stopping || !ledger.open(name).isEmpty());
    }

    private interface Sending {
        /** False where the answer was: not now. */
        boolean send(Entry entry);
    }

    private void one(Sending sending) {
        List<Entry> open = ledger.open(name);
        Entry entry = open.isEmpty() ? fresh() : open.getFirst();
        if (!sending.send(entry)) {
            pause(Duration.ofMillis(ThreadLocalRandom.current().nextInt(20, 100)));
        } else if (!pace.between().isZero()) {
            pause(pace.between());
        }
    }

    private Entry fresh() {
        Target target = targets.get(ThreadLocalRandom.current().nextInt(targets.size()));
        Audience audience = target.audience();
        return ledger.tried(name, target.channel(), audience == null ? null : audience.ref(), Member.newKey());
    }

    private Map<String, Object> content(Entry entry) {
        Map<String, Object> post = new LinkedHashMap<>();
        post.put("key", entry.key());
        post.put("body", pace.text(entry.key()));
        for (Target target : targets) {
            Audience audience = target.audience();
            if (audience != null && audience.ref().equals(entry.audience())) {
                post.put("title", "Avis");
                post.put("audience", List.of(audience));
            }
        }
        return post;
    }

    private boolean http(Entry entry) {
        Answer answer = seat.member().write(entry.channel(), content(entry));
        if (answer.status() < 300) {
            acknowledged(entry, answer.as(Post.class).seq(), answer.status() == 200);
        } else if (answer.status() == 401) {
            seat.signedOut();
        } else if (answer.status() >= 500 || answer.status() == 429) {
            return false;
        } else {
            ledger.refused(entry.key(), answer.toString());
        }
        return true;
    }

    private void overStream() {
        Api api = seat.api();
        try (RawStream stream = RawStream.connect(api, seat.patience())) {
            stream.say(Map.of("type", "hello", "token", api.token(), "channels", List.of()));
            while (busy()) {
                one(entry -> frame(stream, entry));
            }
        }
    }

    private boolean frame(RawStream stream, Entry entry) {
        Map<String, Object> frame = content(entry);
        frame.put("type", "post");
        frame.put("channel", entry.channel());
        stream.say(frame);
        JsonNode answer = answer(stream, entry.key());
        if (answer.path("type").asText().equals("ack")) {
            acknowledged(
                    entry, answer.path("seq").asLong(), answer.path("duplicate").asBoolean());
            return true;
        }
        if (!answer.path("retryable").asBoolean()) {
            ledger.refused(entry.key(), answer.toString());
        }
        return !answer.path("retryable").asBoolean();
    }

    private JsonNode answer(RawStream stream, String key) {
        while (true) {
            RawStream.Frame frame = stream.read();
            if (frame.opcode() == RawStream.PING) {
                stream.send(RawStream.PONG, true, true, frame.payload());
            } else if (frame.opcode() == RawStream.CLOSE) {
                if (frame.code() == 4001) {
                    seat.signedOut();
                }
                throw new Reader.Closed(frame.code());
            } else {
                JsonNode json = Json.read(frame.text());
                if (json.path("key").asText().equals(key)) {
                    return json;
                }
            }
        }
    }

    private void acknowledged(Entry entry, long seq, boolean hadBeenThere) {
        ledger.acknowledged(entry.key(), seq);
        if (hadBeenThere) {
            ledger.hadBeenThere();
        }
        posted.incrementAndGet();
    }

    /** Its name, and why it was cut last. */
    @Override
    public String toString() {
        return name + (trouble.isEmpty() ? "" : " (" + trouble + ")");
    }

    private static void pause(Duration time) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(time.toMillis()));
    }
}
