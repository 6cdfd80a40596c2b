package fr.preau.hub.reach;

import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Holds each claimed delivery until its slot has come. One whose slot is over, because this node was busy or stood still, is
 * not handed over late, when it would crowd the slots of others, but needs a new slot. Belongs to one event loop.
 */
final class Pace {
    private final Vertx vertx;
    private final Consumer<Claimed> ready;
    private final Consumer<List<Claimed>> missed;
    private final Deque<Held> held = new ArrayDeque<>();
    private boolean ticking;

    private record Held(Claimed claimed, long from, long until) {}

    /**
     * @param ready gets each delivery in its slot
     * @param missed gets those that need new slots
     */
    Pace(Vertx vertx, Consumer<Claimed> ready, Consumer<List<Claimed>> missed) {
        this.vertx = vertx;
        this.ready = ready;
        this.missed = missed;
    }

    /** The first delivery gets the first slot, and so on. */
    void add(List<Claimed> claimed, Slots slots) {
        for (int i = 0; i < claimed.size(); i++) {
            long later = i * slots.interval();
            held.add(new Held(claimed.get(i), slots.first() + later, slots.latest() + later));
        }
        if (!ticking) {
            tick();
        }
    }

    private void tick() {
        ticking = true;
        var late = new ArrayList<Claimed>();
        while (!held.isEmpty()) {
            long now = System.nanoTime();
            var next = held.element();
            if (now - next.from() < 0) {
                break;
            }
            held.remove();
            if (now - next.until() > 0) {
                late.add(next.claimed());
            } else {
                ready.accept(next.claimed());
            }
        }
        ticking = !held.isEmpty();
        if (ticking) {
            long wait = TimeUnit.NANOSECONDS.toMillis(held.element().from() - System.nanoTime());
            vertx.setTimer(Math.max(1, wait), due -> tick());
        }
        if (!late.isEmpty()) {
            missed.accept(List.copyOf(late));
        }
    }
}
