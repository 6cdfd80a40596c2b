package fr.preau.tests.faults;

import fr.preau.tests.bench.Crowd;
import fr.preau.tests.wire.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;

/**
 * Authors who post by HTTP at a steady pace whether or not the hub answers, so that a slow answer counts for all posts that
 * it holds up: the head in the channel of all, guardians in the booklets of their children.
 */
final class StormAuthors {
    private static final long PATIENCE_SECONDS = 30;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Histogram millis = new SynchronizedHistogram(TimeUnit.MINUTES.toMillis(2), 3);
    private final AtomicLong failed = new AtomicLong();
    private final Set<String> failures = ConcurrentHashMap.newKeySet();
    private final AtomicInteger open = new AtomicInteger();

    private StormAuthors() {}

    static StormAuthors begin(URI hub, Crowd crowd, List<UUID> liaisons, int aSecond) {
        StormAuthors authors = new StormAuthors();
        AtomicInteger turn = new AtomicInteger();
        authors.clock.scheduleAtFixedRate(
                () -> {
                    int author = turn.getAndIncrement() % (liaisons.size() + 1);
                    boolean head = author == liaisons.size();
                    authors.post(
                            hub,
                            head ? crowd.channel() : liaisons.get(author),
                            head ? crowd.head() : crowd.tokens().get(author));
                },
                0,
                TimeUnit.SECONDS.toMicros(1) / aSecond,
                TimeUnit.MICROSECONDS);
        return authors;
    }

    private void post(URI hub, UUID channel, String token) {
        HttpRequest request = HttpRequest.newBuilder(hub.resolve("/api/v1/channels/" + channel + "/posts"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(
                        Json.write(Map.of("key", UUID.randomUUID().toString(), "body", "Je viens à 16 h 30."))))
                .build();
        open.incrementAndGet();
        long begun = System.nanoTime();
        http.sendAsync(request, BodyHandlers.ofString()).whenComplete((answer, failure) -> {
            millis.recordValue(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
            if (failure != null || answer.statusCode() != 201) {
                failed.incrementAndGet();
                failures.add(failure != null ? failure.toString() : answer.statusCode() + " " + answer.body());
            }
            open.decrementAndGet();
        });
    }

    /** Stops, and waits for the answers that are still to come. */
    void end() throws InterruptedException {
        clock.shutdown();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while ((!clock.awaitTermination(10, TimeUnit.MILLISECONDS) || open.get() > 0) && System.nanoTime() < until) {
            Thread.sleep(5);
        }
        failed.addAndGet(open.get());
        http.close();
    }

    /** How long the answers took. */
    Histogram millis() {
        return millis;
    }

    /** Why posts were not acknowledged. */
    Set<String> failures() {
        return failures;
    }

    /** Posts that were not acknowledged. */
    long failed() {
        return failed.get();
    }
}
