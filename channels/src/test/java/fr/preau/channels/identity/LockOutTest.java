package fr.preau.channels.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import fr.preau.channels.identity.LockOut.Decision;
import fr.preau.channels.identity.LockOut.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LockOutTest {
    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

    private final LockOut lockOut = new LockOut(5, Duration.ofMinutes(15));

    @Test
    void eachWrongPasswordAfterTheFifthDoublesTheLock() {
        State state = State.FRESH;
        Instant now = NOON;
        List<Long> locks = new ArrayList<>();
        for (int i = 0; i < 17; i++) {
            state = assertInstanceOf(Decision.Try.class, lockOut.decide(state, now))
                    .ifWrong();
            long seconds = state.lockedUntil().equals(Instant.EPOCH)
                    ? 0
                    : Duration.between(now, state.lockedUntil()).toSeconds();
            locks.add(seconds);
            now = now.plusSeconds(seconds);
        }

        assertEquals(List.of(0L, 0L, 0L, 0L, 1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 900L, 900L, 900L), locks);
    }

    @Test
    void nothingIsTriedWhileLocked() {
        State locked = new State(9, NOON.plusSeconds(16));

        assertEquals(new Decision.Locked(Duration.ofSeconds(16)), lockOut.decide(locked, NOON));
        assertEquals(new Decision.Locked(Duration.ofMillis(1)), lockOut.decide(locked, NOON.plusMillis(15_999)));
        assertInstanceOf(Decision.Try.class, lockOut.decide(locked, NOON.plusSeconds(16)));
    }

    @Test
    void noNumberOfFailuresLocksForLonger() {
        State many = new State(Integer.MAX_VALUE - 1, Instant.EPOCH);

        State next =
                assertInstanceOf(Decision.Try.class, lockOut.decide(many, NOON)).ifWrong();

        assertEquals(NOON.plus(Duration.ofMinutes(15)), next.lockedUntil());
    }
}
