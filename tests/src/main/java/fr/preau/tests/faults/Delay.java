package fr.preau.tests.faults;

import fr.preau.tests.network.Weather;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Everything is under way for some time more, and no two pieces for the same. */
final class Delay implements Fault {
    private static final int MOST_MILLIS = 150;
    private static final Duration BACK_WITHIN = Duration.ofSeconds(30);

    private long slowestBack;

    @Override
    public void once(Scene scene, Traffic traffic, Random random) {
        scene.proxy().weather(Weather.delayed(1 + random.nextInt(MOST_MILLIS), 1 + random.nextInt(MOST_MILLIS)));
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300 + random.nextInt(700)));
        traffic.awaitEverybodyPosting(BACK_WITHIN);
        scene.proxy().weather(Weather.FAIR);
        slowestBack =
                Math.max(slowestBack, traffic.awaitEverybodyPosting(BACK_WITHIN).toMillis());
    }

    @Override
    public Map<String, Object> figures() {
        return Map.of("backAfterMillisMax", slowestBack);
    }

    @Override
    public String words(Traffic traffic) {
        return "up to " + 2 * MOST_MILLIS + " ms each way";
    }
}
