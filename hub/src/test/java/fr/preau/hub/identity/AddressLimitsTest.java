package fr.preau.hub.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.preau.hub.ground.MovedClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AddressLimitsTest {
    private final MovedClock clock = new MovedClock(Instant.parse("2026-11-02T08:00:00Z"));
    private final AddressLimits limits = new AddressLimits(2, 1, clock);

    @Test
    void aTryComesBackEachMinuteUpToTheBurst() {
        take("192.0.2.1", 0, 0, 60);
        clock.pass(Duration.ofSeconds(45));
        take("192.0.2.1", 15);
        clock.pass(Duration.ofSeconds(15));
        take("192.0.2.1", 0, 60);
        clock.pass(Duration.ofDays(1));
        take("192.0.2.1", 0, 0, 60);
    }

    @Test
    void addressesAreApartAndHouseholdsAreNot() {
        take("192.0.2.1", 0, 0, 60);
        take("192.0.2.2", 0, 0, 60);
        take("2001:db8::1", 0);
        take("2001:db8::ffff:ffff:ffff:ffff", 0, 60);
        take("2001:db8:0:1::1", 0);
        take("::ffff:192.0.2.1", 60); // the same as 192.0.2.1
        take("no address", 0, 0);
        take("neither this", 60);
    }

    @Test
    void aFloodOfAddressesIsForgottenRatherThanKept() {
        take("192.0.2.1", 0, 0, 60);
        for (int i = 0; i < 50_000; i++) {
            limits.take("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255));
        }
        take("192.0.2.1", 0);
    }

    private void take(String address, int... waits) {
        for (int wait : waits) {
            assertEquals(wait, limits.take(address), address);
        }
    }
}
