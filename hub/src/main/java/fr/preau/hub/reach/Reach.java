package fr.preau.hub.reach;

import fr.preau.config.Settings;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.pause.PausePolicies;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reaching people outside the app: what follows from a post, and those who send it. */
public final class Reach {
    private final Ground ground;
    private final List<Carrier> carriers;
    private final PausePolicies pauses;

    private Reach(Ground ground, List<Carrier> carriers, PausePolicies pauses) {
        this.ground = ground;
        this.pauses = pauses;
        this.carriers = List.copyOf(carriers);
    }

    /** With a book of pauses of its own. */
    public static Reach open(Ground ground, List<Carrier> carriers) {
        return open(ground, carriers, PausePolicies.open(ground));
    }

    /**
     * @param carriers those who carry; of one route the preferred one first
     * @param pauses when notices rest
     */
    public static Reach open(Ground ground, List<Carrier> carriers, PausePolicies pauses) {
        return new Reach(ground, carriers, pauses);
    }

    /** What follows from a post; nothing where nobody carries anything. */
    public PostFollower follower() {
        return carriers.isEmpty()
                ? (transaction, happened) -> Future.succeededFuture()
                : new ReachPlanner(
                        ground, carriers.stream().map(Carrier::route).collect(Collectors.toUnmodifiableSet()), pauses);
    }

    /** Whether this node sends and plans. */
    public boolean delivers() {
        return ground.settings().node().roles().contains(Settings.Role.DELIVERY);
    }

    /** The senders, one a carrier, what moves their work out of the pause, and what moves it away when
     * it is over; each for one deployment on a node that delivers. */
    public List<VerticleBase> senders() {
        if (!delivers() || carriers.isEmpty()) {
            return List.of();
        }
        List<VerticleBase> senders = new ArrayList<>();
        senders.add(new LateVerticle(ground, pauses));
        senders.add(new ArchiveVerticle(ground));
        carriers.forEach(carrier -> senders.add(new DeliveryVerticle(ground, carrier, carriers)));
        return senders;
    }
}
