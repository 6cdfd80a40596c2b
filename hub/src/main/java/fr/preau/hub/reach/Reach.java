package fr.preau.hub.reach;

import fr.preau.config.Settings;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.stream.Collectors;

/** Reaching people outside the app: what follows from a post, and those who send it. */
public final class Reach {
    private final Ground ground;
    private final List<Carrier> carriers;

    private Reach(Ground ground, List<Carrier> carriers) {
        this.ground = ground;
        this.carriers = List.copyOf(carriers);
    }

    /** @param carriers those who carry; of one route the preferred one first */
    public static Reach open(Ground ground, List<Carrier> carriers) {
        return new Reach(ground, carriers);
    }

    /** What follows from a post; nothing where nobody carries anything. */
    public PostFollower follower() {
        return carriers.isEmpty()
                ? (transaction, happened) -> Future.succeededFuture()
                : new ReachPlanner(
                        ground, carriers.stream().map(Carrier::route).collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether this node sends and plans. */
    public boolean delivers() {
        return ground.settings().node().roles().contains(Settings.Role.DELIVERY);
    }

    /** The senders, one a carrier, each for one deployment on a node that delivers. */
    public List<VerticleBase> senders() {
        return delivers()
                ? carriers.stream()
                        .<VerticleBase>map(carrier -> new DeliveryVerticle(ground, carrier, carriers))
                        .toList()
                : List.of();
    }
}
