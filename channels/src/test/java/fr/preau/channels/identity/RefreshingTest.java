package fr.preau.channels.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.preau.channels.identity.Refreshing.Decision;
import fr.preau.channels.identity.Refreshing.Presented;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RefreshingTest {
    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
    private static final Instant LATER = NOON.plus(Duration.ofDays(30));

    private final Refreshing refreshing = new Refreshing(Duration.ofSeconds(30));

    @Test
    void aLiveTokenIsTradedOnce() {
        assertEquals(new Decision.Rotate(), decide(LATER, Optional.empty(), false, true));
        assertEquals(new Decision.Rotate(), decide(LATER, Optional.empty(), false, false), "a browser was updated");
    }

    @Test
    void theSameDeviceGetsTheSameSuccessorForAWhile() {
        assertEquals(new Decision.SameSuccessor(), decide(LATER, spent(0), false, true));
        assertEquals(new Decision.SameSuccessor(), decide(LATER, spent(29), false, true));
    }

    @Test
    void aCopyEndsTheSession() {
        assertEquals(new Decision.EndSession(), decide(LATER, spent(30), false, true), "after the grace");
        assertEquals(new Decision.EndSession(), decide(LATER, spent(1), false, false), "another device");
    }

    @Test
    void whatIsOverIsOver() {
        assertEquals(new Decision.SignInAgain(), decide(NOON, Optional.empty(), false, true), "expired this moment");
        assertEquals(new Decision.SignInAgain(), decide(LATER, Optional.empty(), true, true));
        assertEquals(new Decision.SignInAgain(), decide(LATER, spent(1), true, true));
    }

    private Decision decide(Instant expires, Optional<Instant> spent, boolean ended, boolean sameDevice) {
        return refreshing.decide(new Presented(expires, spent, ended, sameDevice), NOON);
    }

    private static Optional<Instant> spent(int secondsAgo) {
        return Optional.of(NOON.minusSeconds(secondsAgo));
    }
}
