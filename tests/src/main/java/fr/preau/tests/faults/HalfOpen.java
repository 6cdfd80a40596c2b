package fr.preau.tests.faults;

import fr.preau.tests.network.Cut;
import fr.preau.tests.network.Link;
import fr.preau.tests.network.Way;
import fr.preau.tests.network.Weather;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * All connections become half-open: what is sent disappears, on one way or both, and nobody is told. The hub lets each dead
 * WebSocket go in its time, so that its gauge of open streams falls to those that live; the clients come back by themselves.
 *
 * <p>What the network lost here was acknowledged by the proxy's TCP, so that a reader of Server-Sent Events, which answers
 * nothing, looks alive to the hub; a network that is really gone ends those by TCP's own time-out.
 */
final class HalfOpen implements Fault {
    /** Limits that make a round short; the standard ones are 25 s and 60 s. */
    static final Map<String, String> SETTINGS = Map.of("limits.pingSeconds", "1", "limits.deadAfterSeconds", "5");

    /** What the hub promises with these limits. */
    private static final Duration PROMISED = Duration.ofSeconds(5);

    /** The clients of these limits. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration BACK_WITHIN = Duration.ofSeconds(30);

    private int swallowed;
    private int late;
    private long slowest;
    private long slowestBack;

    @Override
    public void once(Scene scene, Traffic traffic, Random random) {
        Weather weather = List.of(
                        Weather.swallowing(Way.TO_HUB, Way.TO_CLIENT),
                        Weather.swallowing(Way.TO_HUB, Way.TO_CLIENT),
                        Weather.swallowing(Way.TO_HUB))
                .get(random.nextInt(3));
        List<Link> dead = scene.proxy().links();
        List<Link> sockets =
                dead.stream().filter(link -> link.asked().contains("/stream")).toList();
        dead.forEach(link -> link.weather(weather));
        long begun = System.nanoTime();
        Traffic.await(
                PROMISED.multipliedBy(4),
                "the end of dead sockets",
                () -> sockets.stream().allMatch(Link::endedByHub));
        long took = System.nanoTime() - begun;
        dead.forEach(link -> link.cut(Cut.RST));
        slowest = Math.max(slowest, Duration.ofNanos(took).toMillis());
        late += took > PROMISED.plusSeconds(1).toNanos() ? 1 : 0; // a second for a busy machine's clock
        swallowed += sockets.size();
        slowestBack =
                Math.max(slowestBack, traffic.awaitEverybodyPosting(BACK_WITHIN).toMillis());
        Traffic.await(BACK_WITHIN, "a gauge of open streams that counts those that live", () -> {
            long alive = scene.proxy().links().stream()
                    .filter(link ->
                            link.asked().contains("/stream") || link.asked().contains("/events"))
                    .count();
            return scene.metric("preau_stream_sockets") == alive;
        });
    }

    @Override
    public Map<String, Object> figures() {
        return Map.of(
                "deadSockets",
                swallowed,
                "goneAfterMillisMax",
                slowest,
                "late",
                late,
                "backAfterMillisMax",
                slowestBack);
    }

    @Override
    public String words(Traffic traffic) {
        return swallowed + " dead sockets, the last gone after " + slowest + " ms of " + PROMISED.toMillis();
    }

    @Override
    public boolean ok() {
        return late == 0;
    }
}
