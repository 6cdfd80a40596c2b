package fr.preau.tests.faults;

import com.fasterxml.jackson.databind.JsonNode;
import fr.preau.tests.faults.Ledger.Entry;
import fr.preau.tests.wire.Answer;
import fr.preau.tests.wire.Api.NoAnswer;
import fr.preau.tests.wire.Member;
import fr.preau.tests.wire.Stream;
import fr.preau.tests.wire.Views.Post;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A client that posts one post after the other until the hub is gone. First it sends again, under the same key, what
 * the hub before owed it an answer for. One half of the posters speaks HTTP, the other half the stream.
 */
final class Poster {
    private final String name;
    private final Member member;
    private final List<UUID> channels;
    private final boolean overStream;
    private final Ledger ledger;
    private final AtomicInteger acknowledged = new AtomicInteger();

    Poster(String name, Member member, List<UUID> channels, boolean overStream, Ledger ledger) {
        this.name = name;
        this.member = member;
        this.channels = List.copyOf(channels);
        this.overStream = overStream;
        this.ledger = ledger;
    }

    /** How many acknowledgments came so far. */
    int acknowledged() {
        return acknowledged.get();
    }

    /** Settles what is open and returns; the hub must be up. */
    void settle() {
        for (Entry entry : ledger.open(name)) {
            record(entry.key(), member.write(entry.channel(), entry.key(), entry.key()));
        }
    }

    /** Posts until the connection breaks. */
    void postUntilCut() {
        try {
            settle();
            if (overStream) {
                streamUntilCut();
            } else {
                for (int i = 0; ; i++) {
                    UUID channel = channels.get(i % channels.size());
                    String key = Member.newKey();
                    ledger.tried(name, channel, key);
                    record(key, member.write(channel, key, key));
                }
            }
        } catch (NoAnswer | Stream.Refused cut) {
            return; // the hub is gone: what has no answer stays open in the ledger
        }
    }

    private void streamUntilCut() {
        try (Stream stream = member.stream()) {
            for (int i = 0; stream.isOpen(); i++) {
                UUID channel = channels.get(i % channels.size());
                String key = Member.newKey();
                ledger.tried(name, channel, key);
                stream.mark();
                JsonNode answer = send(stream, channel, key);
                if (answer == null) {
                    return;
                }
                if (answer.path("type").asText().equals("ack")) {
                    ledger.acknowledged(key, answer.path("seq").asLong());
                    acknowledged.incrementAndGet();
                } else {
                    ledger.refused(key, answer.toString());
                }
            }
        }
    }

    private static @org.jspecify.annotations.Nullable JsonNode send(Stream stream, UUID channel, String key) {
        try {
            stream.post(channel, key, key);
            return stream.answerTo(key);
        } catch (RuntimeException | AssertionError e) {
            if (stream.isOpen()) {
                throw e; // not the cut, but a breach of the contract
            }
            return null;
        }
    }

    private void record(String key, Answer answer) {
        if (answer.status() < 300) {
            ledger.acknowledged(key, answer.as(Post.class).seq());
            acknowledged.incrementAndGet();
        } else if (answer.status() < 500) {
            ledger.refused(key, answer.toString());
        }
    }
}
