package fr.preau.hub.conversation;

import fr.preau.config.Limits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The posts of some channels, written batch after batch in the order of their arrival. Thread-safe; nothing is called
 * under its lock.
 *
 * <pre>
 *   idle --add--> writing --round over--> something waits: writing the next batch
 *    ^                                    nothing waits
 *    +----------------------------------------+
 * </pre>
 */
final class PostShard {
    /** Characters of one batch, so that it does not hold its channels for long; the post that passes it is the last. */
    private static final int BATCH_CHARS = 1_000_000;

    private final PostRound round;
    private final Limits limits;
    private final ArrayDeque<WaitingPost> queue = new ArrayDeque<>();
    private boolean writing;

    PostShard(PostRound round, Limits limits) {
        this.round = round;
        this.limits = limits;
    }

    void add(WaitingPost post) {
        synchronized (this) {
            queue.add(post);
            if (writing) {
                return;
            }
            writing = true;
        }
        next();
    }

    private void next() {
        List<WaitingPost> batch = take();
        if (batch != null) {
            round.write(batch).onComplete((again, bug) -> {
                if (again != null) {
                    putBack(again);
                }
                next();
            });
        }
    }

    private synchronized void putBack(List<WaitingPost> again) {
        again.reversed().forEach(queue::addFirst);
    }

    /** The next batch, each key once; null, and idle, when nothing waits. */
    private synchronized @Nullable List<WaitingPost> take() {
        Map<WaitingPost.Key, WaitingPost> batch = new HashMap<>();
        List<WaitingPost> inOrder = new ArrayList<>(Math.min(queue.size(), limits.postsPerCommit()));
        int chars = 0;
        while (chars < BATCH_CHARS && inOrder.size() < limits.postsPerCommit()) {
            WaitingPost post = queue.peek();
            if (post == null || (post.alert() && !inOrder.isEmpty())) {
                break;
            }
            queue.remove();
            WaitingPost first = batch.putIfAbsent(post.key(), post);
            if (first != null) {
                first.add(post);
                continue;
            }
            inOrder.add(post);
            chars += post.size();
            if (post.alert()) {
                break;
            }
        }
        writing = !inOrder.isEmpty();
        return writing ? inOrder : null;
    }
}
