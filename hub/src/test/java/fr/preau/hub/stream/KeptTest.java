package fr.preau.hub.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.people.AccountId;
import fr.preau.hub.conversation.ChannelEvent;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeptTest {
    private static final int SIZE = event(1).size();

    private final Kept kept = new Kept(4L * SIZE);
    private final Tail first = new Tail(10 * SIZE);
    private final Tail second = new Tail(10 * SIZE);

    @Test
    void whatWasNotUsedForLongestGivesWay() {
        fill(second, 2);
        fill(first, 2);
        kept.used(second);

        fill(second, 1);

        assertEquals(0, first.bytes(), "the second one was used last");
        assertEquals(3L * SIZE, kept.bytes());
    }

    @Test
    void allTogetherNeverKeepMoreThanTheNodeMay() {
        for (int i = 0; i < 20; i++) {
            fill(new Tail(10 * SIZE), 1);
            assertTrue(kept.bytes() <= 4L * SIZE);
        }
        fill(first, 9);
        assertTrue(kept.bytes() <= 4L * SIZE, "one that alone is too much gives way as well");
    }

    @Test
    void whatIsForgottenNoLongerCounts() {
        fill(first, 3);
        first.clear();
        kept.used(first);

        assertEquals(0, kept.bytes());
    }

    @Test
    void aTailTakesWhatWasReadOnlyWhereItFitsWithoutAGap() {
        assertFalse(first.precede(List.of(event(1), event(2)), 3), "the third is missing");
        assertTrue(first.precede(List.of(event(2), event(3), event(4)), 3), "the fourth has not happened here yet");
        assertTrue(first.precede(List.of(event(1), event(2), event(3)), 3), "two of them are there");
        first.add(event(4));

        assertEquals(
                List.of(1L, 2L, 3L, 4L),
                first.run(1, 9, 9_999).stream().map(Encoded::seq).toList());
    }

    private void fill(Tail tail, int events) {
        long next = tail.bytes() / SIZE + 1L;
        for (int i = 0; i < events; i++) {
            tail.add(event(next + i));
            kept.used(tail);
        }
    }

    private static Encoded event(long seq) {
        return Encoded.of(new ChannelEvent(
                new ChannelId(new UUID(0, 1)),
                seq,
                false,
                Buffer.buffer("0123456789"),
                Set.of(),
                new AccountId(new UUID(0, 2))));
    }
}
