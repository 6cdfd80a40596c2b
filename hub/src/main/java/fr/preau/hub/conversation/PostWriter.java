package fr.preau.hub.conversation;

import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.conversation.Writing;
import fr.preau.channels.people.Caller;
import fr.preau.channels.problem.Problem;
import fr.preau.channels.problem.Refusal;
import fr.preau.config.Limits;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The one way in which posts are written. Each channel belongs to one shard, which writes one batch after the other: a lone
 * post at once, and what arrives while a batch is under way together in the next one, with one commit (group commit).
 * Each post keeps its own answer. Thread-safe.
 */
final class PostWriter {
    /** What comes after a commit. */
    interface Committed {
        /** A post is committed. */
        void posted(PostView view);

        /** All posts of a batch were told. */
        void batch();
    }

    /** Of the pool's connections so many belong to one shard: the others are for those who read. */
    private static final int CONNECTIONS_A_SHARD = 4;

    private static final int DRAIN_STEP_MILLIS = 10;

    private final Ground ground;
    private final Limits limits;
    private final AtomicInteger waiting = new AtomicInteger();
    private final PostShard[] shards;
    private volatile boolean closing;

    PostWriter(Ground ground, Writing writing, SafetyDesk safety, Committed committed) {
        this.ground = ground;
        this.limits = ground.settings().limits();
        WriterMeters meters = new WriterMeters(ground.meters(), waiting);
        int count = Math.max(1, ground.settings().database().poolSize() / CONNECTIONS_A_SHARD);
        this.shards = IntStream.range(0, count)
                .mapToObj(i -> new PostShard(new PostRound(ground, writing, safety, committed, meters), limits))
                .toArray(PostShard[]::new);
    }

    /**
     * Writes the post in its turn. Completes after the commit in the caller's context; two posts of one channel stand in
     * the order of the calls. Fails as busy when too many wait already, as stopping after {@link #close}, and otherwise as
     * {@link Refused}, or with what the database said: then only the key tells whether the post was written.
     */
    Future<Posted> write(Caller caller, ChannelId channel, NewPost post, WaitingPost.Checks checks) {
        if (closing) {
            return Future.failedFuture(new Refused(Problem.STOPPING));
        }
        if (waiting.incrementAndGet() > limits.postsWaiting()) {
            waiting.decrementAndGet();
            return Future.failedFuture(new Refused(Refusal.later(Problem.BUSY, 1)));
        }
        Promise<Posted> answer = ((ContextInternal) ground.vertx().getOrCreateContext()).promise();
        Future<Posted> answered = answer.future().onComplete(done -> waiting.decrementAndGet());
        shards[Math.floorMod(channel.hashCode(), shards.length)].add(
                new WaitingPost(caller, channel, post, checks, answer));
        return answered;
    }

    /** Takes no more and waits until every post has its answer, for so many milliseconds at most. */
    Future<Void> close(long millis) {
        closing = true;
        Promise<Void> drained = Promise.promise();
        drain(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis), drained);
        return drained.future();
    }

    private void drain(long deadline, Promise<Void> drained) {
        if (waiting.get() == 0 || System.nanoTime() > deadline) {
            drained.complete();
        } else {
            ground.vertx().setTimer(DRAIN_STEP_MILLIS, timer -> drain(deadline, drained));
        }
    }
}
