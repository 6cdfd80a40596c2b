package fr.preau.tests.faults;

import fr.preau.tests.network.Proxy;
import fr.preau.tests.network.Weather;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Some readers come to read next to nothing, 1 KB a second or 1 byte, while large posts flow: they are cut when too much waits
 * for them, and come back by their cursors when they can read again. How long posts are under way to all the others is
 * measured with and without them, in turn.
 */
final class SlowReaders implements Fault {
    /** Texts that make a frame of about 24 KiB. */
    static final Pace PACE = new Pace(Duration.ofMillis(15), 6_000);

    private static final int COME_BACK = 4000;
    private static final Duration WITHOUT = Duration.ofMillis(1_500);
    private static final Duration QUIET = Duration.ofMillis(700);
    private static final Duration AT_MOST = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<Double> ratios = new ArrayList<>();
    private final List<Long> without = new ArrayList<>();
    private final List<Long> with = new ArrayList<>();
    private final List<Reader> slow = new ArrayList<>();
    private List<Reader> others = List.of();
    private @Nullable Proxy byteWise;
    private @Nullable Proxy narrow;
    private int rounds;

    @Override
    public void once(Scene scene, Traffic traffic, Random random) {
        Proxy first = byteWise == null ? Proxy.to(scene.hub().base().getPort()) : byteWise;
        Proxy second = narrow == null ? Proxy.to(scene.hub().base().getPort()) : narrow;
        if (byteWise == null) {
            byteWise = first;
            narrow = second;
            others = List.copyOf(traffic.readers());
            slow.addAll(scene.town().busyReaders(Doors.of(first.base()), PATIENCE));
            slow.addAll(scene.town().busyReaders(Doors.of(second.base()), PATIENCE));
            traffic.join(slow);
        }
        rounds++;
        without.add(p99(traffic, () -> LockSupport.parkNanos(WITHOUT.toNanos())));
        first.weather(Weather.narrow(1));
        second.weather(Weather.narrow(1_024));
        with.add(p99(traffic, () -> untilCut(scene)));
        ratios.add((double) with.getLast() / without.getLast());
        first.weather(Weather.FAIR);
        second.weather(Weather.FAIR);
        Traffic.await(
                AT_MOST,
                "the return of every slow reader",
                () -> slow.stream().allMatch(reader -> reader.returns().size() >= rounds));
    }

    /** Waits until readers are cut and no more of them are. */
    private static void untilCut(Scene scene) {
        double before = scene.metric("preau_stream_cut_bytes_total");
        double[] last = {before};
        long[] since = {System.nanoTime()};
        Traffic.await(AT_MOST, "a cut of slow readers", () -> {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            double now = scene.metric("preau_stream_cut_bytes_total");
            if (now != last[0]) {
                last[0] = now;
                since[0] = System.nanoTime();
            }
            return now > before && System.nanoTime() - since[0] > QUIET.toNanos();
        });
    }

    private long p99(Traffic traffic, Runnable meanwhile) {
        long begun = System.nanoTime();
        meanwhile.run();
        List<Long> sorted = traffic.latencies(others, begun).stream().sorted().toList();
        return sorted.isEmpty() ? 1 : Math.max(1, sorted.get(sorted.size() * 99 / 100));
    }

    @Override
    public Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("slowReaders", slow.size());
        figures.put("cutWith4000", cuts());
        figures.put("p99WithoutMicros", median(without) / 1_000);
        figures.put("p99WithMicros", median(with) / 1_000);
        figures.put("p99Ratio", Math.round(ratio() * 100) / 100.0);
        return figures;
    }

    @Override
    public String words(Traffic traffic) {
        return cuts() + " cut with 4000; p99 of the others " + Math.round(ratio() * 100) / 100.0
                + " of that without them";
    }

    /** Each reader over the WebSocket was told at least once why it was cut. */
    @Override
    public boolean ok() {
        return cuts() > 0;
    }

    private long cuts() {
        return slow.stream()
                .flatMap(reader -> reader.returns().stream())
                .filter(back -> back.code() == COME_BACK)
                .count();
    }

    private double ratio() {
        return ratios.stream().sorted().toList().get(ratios.size() / 2);
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    @Override
    public void close() {
        if (byteWise != null) {
            byteWise.close();
        }
        if (narrow != null) {
            narrow.close();
        }
    }
}
