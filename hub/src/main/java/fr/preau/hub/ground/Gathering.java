package fr.preau.hub.ground;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Questions of the same kind that come one by one and are answered many at a time: one that comes alone goes out at once;
 * those that come while enough are out wait and go together. An answer is always read after its question was asked.
 * Thread-safe; what waits is bounded by who may ask.
 *
 * @param <K> what is asked about
 * @param <V> what is answered
 */
public final class Gathering<K, V> {
    private final int atOnce;
    private final int most;
    private final Function<Set<K>, Future<Map<K, V>>> ask;
    private final Map<K, Promise<Optional<V>>> waiting = new LinkedHashMap<>();
    private int out;

    /**
     * @param atOnce questions that are out at a time, at most
     * @param most keys of one question, at most
     * @param ask answers many; a key that is left out has no answer. Must not throw
     */
    public Gathering(int atOnce, int most, Function<Set<K>, Future<Map<K, V>>> ask) {
        this.atOnce = atOnce;
        this.most = most;
        this.ask = ask;
    }

    /** The answer about one; empty where there is none. Completed on any thread. */
    public Future<Optional<V>> of(K key) {
        Promise<Optional<V>> promise;
        synchronized (this) {
            promise = waiting.computeIfAbsent(key, k -> Promise.promise());
            if (out == atOnce) {
                return promise.future();
            }
            out++;
        }
        next();
        return promise.future();
    }

    private void next() {
        Map<K, Promise<Optional<V>>> batch = new LinkedHashMap<>();
        synchronized (this) {
            Iterator<Map.Entry<K, Promise<Optional<V>>>> first =
                    waiting.entrySet().iterator();
            while (batch.size() < most && first.hasNext()) {
                Map.Entry<K, Promise<Optional<V>>> entry = first.next();
                batch.put(entry.getKey(), entry.getValue());
                first.remove();
            }
            if (batch.isEmpty()) {
                out--;
                return;
            }
        }
        ask.apply(new LinkedHashSet<>(batch.keySet())).onComplete((answers, failure) -> {
            next();
            batch.forEach((key, promise) -> {
                if (failure == null) {
                    promise.complete(Optional.ofNullable(answers.get(key)));
                } else {
                    promise.fail(failure);
                }
            });
        });
    }
}
