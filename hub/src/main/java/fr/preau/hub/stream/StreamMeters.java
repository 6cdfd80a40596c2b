package fr.preau.hub.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What is measured of the streams of a node. */
final class StreamMeters {
    private final AtomicInteger sockets = new AtomicInteger();
    private final Counter events;
    private final Counter cutBytes;
    private final DistributionSummary pages;
    private final Timer lag;

    private final MeterRegistry registry;

    StreamMeters(MeterRegistry meters) {
        registry = meters;
        meters.gauge("preau.stream.sockets", sockets);
        events = Counter.builder("preau.stream.events")
                .description("Events written to readers")
                .register(meters);
        cutBytes = Counter.builder("preau.stream.cut")
                .baseUnit("bytes")
                .description("Bytes that were queued for slow readers when they were cut")
                .register(meters);
        pages = DistributionSummary.builder("preau.stream.page")
                .baseUnit("events")
                .description("Missed events read from the database at a time")
                .register(meters);
        lag = Timer.builder("preau.stream.lag")
                .description("By how much an event loop came late to its second")
                .register(meters);
    }

    void kept(Supplier<Number> bytes) {
        Gauge.builder("preau.stream.kept", bytes)
                .baseUnit("bytes")
                .description("Encoded events kept for those who come back")
                .register(registry);
    }

    void waiting(Supplier<Number> hellos) {
        Gauge.builder("preau.stream.hellos.waiting", hellos)
                .description("Hellos that wait for their turn")
                .register(registry);
    }

    AtomicInteger sockets() {
        return sockets;
    }

    void sent(long count) {
        events.increment(count);
    }

    void cut(int bytes) {
        cutBytes.increment(bytes);
    }

    DistributionSummary pages() {
        return pages;
    }

    Timer lag() {
        return lag;
    }
}
