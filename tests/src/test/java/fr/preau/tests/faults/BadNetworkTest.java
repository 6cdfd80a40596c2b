package fr.preau.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code ./preau faults cuts}, {@code delay} and {@code halfopen} in their short form: one hub, one after the other. */
class BadNetworkTest {
    private static final Duration AT_MOST = Duration.ofSeconds(60);

    @Test
    @Timeout(240)
    void cut_late_and_half_open_connections_lose_double_and_leak_nothing() throws Exception {
        Random random = new Random(1);
        Cuts cuts = new Cuts();
        HalfOpen halfOpen = new HalfOpen();
        try (Scene scene = Scene.open("network", HalfOpen.SETTINGS);
                Traffic traffic = scene.traffic(8, HalfOpen.PATIENCE, Pace.STEADY)) {
            traffic.awaitEverybodyPosting(AT_MOST);
            cuts.once(scene, traffic, random);
            traffic.takeAway(scene.database());
            new Delay().once(scene, traffic, random);
            halfOpen.once(scene, traffic, random);
            cuts.once(scene, traffic, random);

            Findings findings = traffic.finish(scene.database(), AT_MOST);

            assertTrue(findings.none(), findings.toString());
            assertTrue(traffic.answersLost() > 0, "some post was cut between its commit and its answer");
            assertEquals(
                    0,
                    traffic.readers().stream()
                            .filter(reader -> reader.log().right().equals(Right.NONE))
                            .mapToInt(reader -> reader.log().all().size())
                            .sum());
        }
    }
}
