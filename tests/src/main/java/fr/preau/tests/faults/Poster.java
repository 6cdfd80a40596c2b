package fr.preau.tests.faults;

import com.fasterxml.jackson.databind.JsonNode;
import fr.preau.tests.faults.Ledger.Entry;
import fr.preau.tests.wire.Answer;
import fr.preau.tests.wire.Api.NoAnswer;
import fr.preau.tests.wire.Member;
import fr.preau.tests.wire.Stream;
import fr.preau.tests.wire.Views.Post;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
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
    private final AtomicInteger posted = new AtomicInteger();

    Poster(String name, Member member, List<UUID> channels, boolean overStream, Ledger ledger) {
        this.name = name;
        this.member = member;
        this.channels = List.copyOf(channels);
        this.overStream = overStream;
        this.ledger = ledger;
    }

    /** How many posts were acknowledged since it began, those that it owed from before not counted. */
    int posted() {
        return posted.get();
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
                    posted.incrementAndGet();
                }
            }
        } catch (NoAnswer | Stream.Refused gone) {
            return; // what has no answer stays open in the ledger
        } catch (Stream.Ended ended) {
            if (!ended.cut()) {
                throw ended;
            }
        }
    }

    private void streamUntilCut() {
        try (Stream stream = member.stream()) {
            for (int i = 0; stream.isOpen(); i++) {
                UUID channel = channels.get(i % channels.size());
                String key = Member.newKey();
                ledger.tried(name, channel, key);
                stream.mark();
                if (!sent(stream, channel, key)) {
                    return;
                }
                JsonNode answer = stream.answerTo(key);
                if (answer.path("type").asText().equals("ack")) {
                    ledger.acknowledged(key, answer.path("seq").asLong());
                    posted.incrementAndGet();
                } else {
                    ledger.refused(key, answer.toString());
                }
            }
        }
    }

    /** False when the connection was cut meanwhile. */
    private static boolean sent(Stream stream, UUID channel, String key) {
        try {
            stream.post(channel, key, key);
            return true;
        } catch (CompletionException e) {
            stream.awaitClose(Duration.ofSeconds(5)); // an error if it is not the cut
            return false;
        }
    }

    private void record(String key, Answer answer) {
        if (answer.status() < 300) {
            ledger.acknowledged(key, answer.as(Post.class).seq());
        } else if (answer.status() < 500) {
            ledger.refused(key, answer.toString());
        }
    }
}
