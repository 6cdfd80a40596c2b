package fr.preau.hub.conversation;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What is measured of the writing of posts on a node. */
final class WriterMeters {
    private final DistributionSummary batch;
    private final Timer wait;

    /** @param waiting posts that have no answer yet */
    WriterMeters(MeterRegistry meters, AtomicInteger waiting) {
        meters.gauge("preau.posts.waiting", waiting);
        batch = DistributionSummary.builder("preau.posts.batch")
                .baseUnit("posts")
                .description("Posts written with one commit")
                .register(meters);
        wait = Timer.builder("preau.posts.wait")
                .description("From a post's arrival until it goes into a batch")
                .register(meters);
    }

    void begins(List<WaitingPost> posts) {
        batch.record(posts.size());
        long now = System.nanoTime();
        for (WaitingPost post : posts) {
            wait.record(now - post.arrived(), TimeUnit.NANOSECONDS);
        }
    }
}
