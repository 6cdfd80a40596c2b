package fr.preau.hub.stream;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/** Work that asks the database for many connections at once, a few at a time. Confined to an event loop. */
final class Reloads {
    private static final int AT_ONCE = 4;

    private final Queue<Consumer<Runnable>> waiting = new ArrayDeque<>();
    private int running;

    /** @param work begins now or later, and calls what it is given when it is done */
    void add(Consumer<Runnable> work) {
        waiting.add(work);
        next();
    }

    private void next() {
        while (running < AT_ONCE && !waiting.isEmpty()) {
            running++;
            waiting.remove().accept(() -> {
                running--;
                next();
            });
        }
    }
}
