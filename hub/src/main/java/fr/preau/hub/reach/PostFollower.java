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
        RECALLED,
        /** Time passed, and it is the turn of the next step of the ladder. */
        ESCALATED,
        /** Its author asked again those who are left. */
        REMINDED
    }

    /**
     * Something that happened to a post.
     *
     * @param stage the step of the ladder whose turn it is, 0 the first
     * @param round which time of telling it belongs to: 0 the notice, then corrections and reminders
     */
    record Happened(UUID post, Cause cause, int stage, int round) {}

    /**
     * Called at least once for everything that happened, so it must be able to find its own work done. What it writes with
     * {@code transaction} is committed together with the outbox entry being done, or not at all.
     */
    Future<Void> follow(SqlClient transaction, Happened happened);
}
