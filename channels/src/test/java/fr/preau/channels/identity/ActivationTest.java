package fr.preau.channels.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ActivationTest {
    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

    @Test
    void aCodeOpensAnAccountUntilItIsTooOld() {
        assertEquals(Activation.Decision.OPEN, new Activation(NOON.plusMillis(1), false).decide(NOON));
        assertEquals(Activation.Decision.EXPIRED, new Activation(NOON, false).decide(NOON));
        assertEquals(Activation.Decision.ENDED, new Activation(NOON.plusSeconds(1), true).decide(NOON));
    }
}
