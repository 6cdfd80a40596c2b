package fr.preau.tests.faults;

import com.fasterxml.jackson.databind.JsonNode;
import fr.preau.tests.wire.Answer;
import fr.preau.tests.wire.Api.NoAnswer;
import fr.preau.tests.wire.Member;
import fr.preau.tests.wire.Stream;
import fr.preau.tests.wire.Views.Post;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A client as a browser is one: it posts one post after the other, and while the hub cannot keep one, or does not
 * answer, it tries that one again under the same key until it is acknowledged.
 */
final class PatientPoster {
    private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final String name;
    private final Member member;
    private final List<UUID> channels;
    private final boolean overStream;
    private final Ledger ledger;
    private final AtomicInteger posted = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private @Nullable Stream stream;

    PatientPoster(String name, Member member, List<UUID> channels, boolean overStream, Ledger ledger) {
        this.name = name;
        this.member = member;
        this.channels = List.copyOf(channels);
        this.overStream = overStream;
        this.ledger = ledger;
    }

    /** How many posts were acknowledged so far. */
    int posted() {
        return posted.get();
    }

    /** How often it was told to come back later. */
    int refused() {
        return refused.get();
    }

    /** Posts as long as the condition holds; the last post is seen through to its acknowledgment. */
    void post(BooleanSupplier goesOn) {
        for (int i = 0; goesOn.getAsBoolean(); i++) {
            UUID channel = channels.get(i % channels.size());
            String key = Member.newKey();
            ledger.tried(name, channel, key);
            while (!acknowledged(channel, key)) {
                LockSupport.parkNanos(WAIT_NANOS);
            }
            posted.incrementAndGet();
        }
        hangUp();
    }

    /** One try. */
    private boolean acknowledged(UUID channel, String key) {
        try {
            return overStream ? overStream(channel, key) : overHttp(channel, key);
        } catch (NoAnswer | CompletionException | Stream.Refused | AssertionError silence) {
            hangUp(); // the outcome is unknown: the next try tells
            return false;
        }
    }

    private boolean overHttp(UUID channel, String key) {
        Answer answer = member.write(channel, key, key);
        if (answer.status() < 300) {
            ledger.acknowledged(key, answer.as(Post.class).seq());
            return true;
        }
        return later(key, answer.json());
    }

    private boolean overStream(UUID channel, String key) {
        Stream open = stream;
        if (open == null || !open.isOpen()) {
            open = member.stream();
            stream = open;
        }
        open.mark();
        open.post(channel, key, key);
        JsonNode answer = open.answerTo(key);
        if (answer.path("type").asText().equals("ack")) {
            ledger.acknowledged(key, answer.path("seq").asLong());
            return true;
        }
        return later(key, answer);
    }

    private boolean later(String key, JsonNode problem) {
        refused.incrementAndGet();
        if (!problem.path("retryable").asBoolean()
                || problem.path("code").asText().equals("internal")) {
            ledger.refused(key, problem.toString());
            return true; // no use in trying again; the breach is noted
        }
        return false;
    }

    private void hangUp() {
        Stream open = stream;
        stream = null;
        if (open != null) {
            open.close();
        }
    }
}
