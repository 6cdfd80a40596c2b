package fr.preau.hub.reach;

import fr.preau.channels.reach.SmsPlan;
import fr.preau.channels.reach.SmsRule;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what happened to a post into deliveries. A new post is planned for everybody in its audience without an app; a
 * recall cancels what has not left; a correction needs nothing, as a text is read when it leaves.
 */
public final class ReachPlanner implements PostFollower {
    private static final Logger LOG = LoggerFactory.getLogger(ReachPlanner.class);

    private final Ground ground;
    private final SmsPlan plan;

    /** Plans as the settings have it. */
    public ReachPlanner(Ground ground) {
        this.ground = ground;
        this.plan = SmsPlan.of(ground.settings().pause(), ground.settings().limits());
    }

    @Override
    public Future<Void> follow(SqlClient transaction, Happened happened) {
        var store = new PlanStore(transaction);
        var now = ground.clock().instant();
        UUID post = happened.post();
        return switch (happened.cause()) {
            case POSTED -> store.post(post).compose(read -> plan(store, read, now));
            case RECALLED -> store.cancel(post, now);
            case EDITED, ESCALATED, REMINDED -> Future.succeededFuture();
        };
    }

    private Future<Void> plan(PlanStore store, PlanStore.Post post, Instant now) {
        if (post.over(now) || !SmsRule.carries(post.kind(), post.urgency())) {
            return Future.succeededFuture();
        }
        return store.candidates(post)
                .map(candidates -> plan.notices(candidates, now))
                .compose(notices -> {
                    LOG.info("post {} goes to {} telephones", post.id(), notices.size());
                    return store.queue(post, notices, now);
                });
    }
}
