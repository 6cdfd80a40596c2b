package fr.preau.hub.reach;

import io.vertx.core.eventbus.EventBus;
import java.util.Collection;
import java.util.HashSet;
import java.util.UUID;

/**
 * The wake-up of those who look at a reach board: something became of a post with somebody. Published after the commit; it
 * carries no more than the post's id, and costs next to nothing where nobody looks.
 */
public final class ReachChange {
    /** The body is the post's id as text. */
    public static final String ADDRESS = "reach.changed";

    private ReachChange() {}

    /** Each of these posts once, however often it is named. */
    public static void publish(EventBus bus, Collection<UUID> posts) {
        new HashSet<>(posts).forEach(post -> bus.publish(ADDRESS, post.toString()));
    }

    public static void publish(EventBus bus, UUID post) {
        bus.publish(ADDRESS, post.toString());
    }
}
