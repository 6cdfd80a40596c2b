package fr.preau.hub.reach;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.UUID;

/** Draws the consequences of what happened to a post. */
@FunctionalInterface
public interface PostFollower {

    /** What happened to the post. */
    enum Cause {
        POSTED,
        EDITED,
        RECALLED
    }

    /**
     * Called at least once for everything that happened, so it must be able to find its own work done. What it writes with
     * {@code transaction} is committed together with the outbox entry being done, or not at all.
     */
    Future<Void> follow(SqlClient transaction, UUID post, Cause cause);
}
