package fr.preau.hub.cluster;

import fr.preau.hub.edge.ReadyCheck;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.ground.StartFailure;
import io.vertx.core.Future;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.spi.cluster.ClusterManager;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node among the others. It says every two seconds in the database that it is there, and looks who else is. Living
 * nodes that it does not reach over the event bus tell that the network of the nodes is cut, which a node that is killed
 * does not look like for longer than {@link NodeStore#SILENCE}; after that one side steps back, see {@link Apart}.
 * Thread-safe.
 */
public final class Nodes {
    /** What this node's streams do about the others. */
    public interface Streaming {
        /** Somebody came or went: a wake-up may have been lost. */
        void look();

        /** This node is cut off, or is so no longer: its people are better served elsewhere meanwhile. */
        void away(boolean away);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Nodes.class);
    private static final long BEAT_MILLIS = 2_000;
    private static final long LOOK_MILLIS = 500;
    private static final Duration APART = NodeStore.SILENCE.plusSeconds(2);

    private final Ground ground;
    private final NodeStore store;
    private final Streaming streaming;
    private final ClusterManager bus;
    private final NodeRow self;
    private final AtomicInteger living = new AtomicInteger(1);
    private final AtomicInteger reached = new AtomicInteger(1);
    private Set<UUID> members = Set.of();
    private Future<Void> round = Future.succeededFuture();
    private long apartSince;
    private boolean apart;
    private volatile Optional<String> fault = Optional.empty();
    private long beats;
    private long looks;

    /** @param keys fingerprints of the keys that all nodes must share, by the setting that names the file */
    public Nodes(Ground ground, Map<String, String> keys, Streaming streaming) {
        this.ground = ground;
        this.store = new NodeStore(ground.pool());
        this.streaming = streaming;
        this.bus = ((VertxInternal) ground.vertx()).clusterManager();
        var settings = ground.settings();
        var now = ground.clock().instant();
        this.self = new NodeRow(
                settings.node().name(),
                UUID.fromString(bus.getNodeId()),
                now,
                now,
                settings.http().host() + ":" + settings.http().port(),
                settings.node().roles().stream()
                        .map(role -> role.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList(),
                keys);
        ground.meters().gauge("preau.nodes.living", living);
        ground.meters().gauge("preau.nodes.reached", reached);
    }

    /** Ready unless this node is cut off from the others. */
    public ReadyCheck check() {
        return new ReadyCheck("cluster", () -> Future.succeededFuture(fault));
    }

    /** Takes this node's place; fails with a {@link StartFailure} where it does not fit to the others. */
    public Future<Void> enter() {
        members = members();
        reached.set(members.size());
        return store.living()
                .compose(others -> sameKeys(others))
                .compose(same -> store.enter(self, members))
                .compose(entered -> entered
                        ? Future.succeededFuture()
                        : Future.failedFuture(new StartFailure("There is a node named " + self.name()
                                + " already. Give each node a node.name of its own.")))
                .map(entered -> {
                    beats = ground.vertx().setPeriodic(BEAT_MILLIS, tick -> beat());
                    looks = ground.vertx().setPeriodic(LOOK_MILLIS, tick -> look());
                    LOG.info("node {} is one of {}", self.name(), members.size());
                    return null;
                });
    }

    /** Gives the place back. */
    public Future<Void> leave() {
        ground.vertx().cancelTimer(beats);
        ground.vertx().cancelTimer(looks);
        return round.eventually(() -> store.leave(self));
    }

    private Future<Void> sameKeys(List<NodeRow> others) {
        for (NodeRow other : others) {
            for (Map.Entry<String, String> key : self.keys().entrySet()) {
                String theirs = other.keys().getOrDefault(key.getKey(), key.getValue());
                if (!other.name().equals(self.name()) && !theirs.equals(key.getValue())) {
                    return Future.failedFuture(new StartFailure("The key in " + key.getKey()
                            + " is not the one that node " + other.name()
                            + " has: what one signs the other would refuse. Copy the file from there."));
                }
            }
        }
        return Future.succeededFuture();
    }

    private Set<UUID> members() {
        Set<UUID> all = new HashSet<>();
        bus.getNodes().forEach(node -> all.add(UUID.fromString(node)));
        return all;
    }

    private synchronized void look() {
        Set<UUID> now = members();
        if (!now.equals(members)) {
            LOG.info("this node reaches {} nodes, itself included", now.size());
            members = now;
            reached.set(now.size());
            streaming.look();
        }
    }

    private synchronized void beat() {
        if (round.isComplete() && ground.writable()) {
            round = store.beat(self)
                    .compose(own -> store.living().map(all -> judge(own, all)))
                    .otherwise(failure -> {
                        LOG.debug("the nodes cannot be read: {}", failure.toString());
                        return null;
                    })
                    .mapEmpty();
        }
    }

    private synchronized Void judge(boolean own, List<NodeRow> all) {
        living.set(Math.max(1, all.size()));
        List<String> from = Apart.from(self, all, members());
        long now = System.nanoTime();
        if (from.isEmpty()) {
            apartSince = 0;
        } else if (apartSince == 0) {
            apartSince = now;
        }
        boolean cut = apartSince != 0 && now - apartSince > APART.toNanos();
        if (!own) {
            tell(Optional.of("another node took the name " + self.name()), true);
        } else {
            tell(cut ? Optional.of("cut off from " + String.join(", ", from)) : Optional.empty(), cut);
        }
        return null;
    }

    private void tell(Optional<String> now, boolean away) {
        if (!now.equals(fault)) {
            now.ifPresentOrElse(
                    what -> LOG.error("this node is {}; its clients are sent elsewhere", what),
                    () -> LOG.info("this node reaches the others again"));
            fault = now;
        }
        if (away != apart) {
            apart = away;
            streaming.away(away);
        }
    }
}
