package fr.preau.hub.reach;

import fr.preau.bridge.Outcome;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What is counted of deliveries. */
final class ReachMeters {
    private final MeterRegistry registry;
    private final Tags tags;
    private final AtomicLong waiting = new AtomicLong();

    ReachMeters(MeterRegistry registry, Carrier carrier) {
        this.registry = registry;
        this.tags = Tags.of("provider", carrier.name(), "route", carrier.route().code());
        Gauge.builder("preau.deliveries.waiting", waiting, AtomicLong::get)
                .tags(tags)
                .description("Deliveries in the route's queue, due or not")
                .register(registry);
    }

    /** @param open how many requests wait for their answer */
    void watch(Supplier<Number> open) {
        Gauge.builder("preau.deliveries.open", open)
                .tags(tags)
                .description("Requests that wait for their answer")
                .register(registry);
    }

    Timer.Sample start() {
        return Timer.start(registry);
    }

    void stop(Timer.Sample sample, Outcome outcome) {
        sample.stop(Timer.builder("preau.deliveries.tries")
                .description("Requests to the provider, by what came of them")
                .tags(tags.and("outcome", word(outcome)))
                .register(registry));
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> "accepted";
            case Outcome.Rejected rejected -> "rejected";
            case Outcome.RetryLater later -> "retry";
            case Outcome.Unknown unknown -> "unknown";
        };
    }

    /** Deliveries that were no longer needed when their turn came. */
    void settled(int count) {
        registry.counter("preau.deliveries.settled_unsent").increment(count);
    }

    /** Deliveries whose worker died while it may have been sending. */
    void lost(int count) {
        registry.counter("preau.deliveries.worker_lost").increment(count);
    }

    /** Deliveries that needed another slot because this node was late. */
    void missed(int count) {
        registry.counter("preau.deliveries.missed_slots", tags).increment(count);
    }

    void waiting(long count) {
        waiting.set(count);
    }
}
