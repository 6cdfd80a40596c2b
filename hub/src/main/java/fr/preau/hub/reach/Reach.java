package fr.preau.hub.reach;

import fr.preau.config.Settings;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.Optional;

/** Reaching people without an app, put together as the settings have it. */
public final class Reach {
    private final Ground ground;
    private final Optional<SmsGate> gate;

    private Reach(Ground ground, Optional<SmsGate> gate) {
        this.ground = ground;
        this.gate = gate;
    }

    /** The HTTP port must be known. */
    public static Reach open(Ground ground, Optional<SmsGate.SandboxAddress> sandbox) {
        return new Reach(ground, SmsGate.open(ground, sandbox));
    }

    /** Where providers report; none where nobody carries SMS. */
    public List<Endpoint> endpoints() {
        return gate.map(open -> new SmsCallbackRoutes(ground, open).endpoints()).orElse(List.of());
    }

    /** What follows from a post; nothing where nobody carries SMS. */
    public PostFollower follower() {
        return gate.<PostFollower>map(open -> new ReachPlanner(ground))
                .orElse((transaction, post, cause) -> Future.succeededFuture());
    }

    /** Whether this node sends and plans. */
    public boolean delivers() {
        return ground.settings().node().roles().contains(Settings.Role.DELIVERY);
    }

    /** The sender, for one deployment on a node that delivers. */
    public Optional<VerticleBase> sender() {
        return gate.filter(open -> delivers()).map(open -> new DeliveryVerticle(ground, open.provider()));
    }
}
