package fr.preau.bridge.email;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;

/** A number of places; who finds none waits for one, in the order of asking. Safe for all event loops. */
final class Places {
    private int free;
    private final Deque<Promise<Void>> waiting = new ArrayDeque<>();

    Places(int count) {
        this.free = count;
    }

    synchronized Future<Void> take() {
        if (free > 0) {
            free--;
            return Future.succeededFuture();
        }
        Promise<Void> place = Promise.promise();
        waiting.add(place);
        return place.future();
    }

    /** Gives a place back. */
    void free() {
        Promise<Void> next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                free++;
                return;
            }
        }
        next.complete();
    }
}
