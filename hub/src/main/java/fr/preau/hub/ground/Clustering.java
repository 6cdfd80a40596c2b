package fr.preau.hub.ground;

import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.NetworkConfig;
import fr.preau.config.Settings;
import fr.preau.config.Settings.Cluster;
import fr.preau.config.Settings.ClusterMode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.Map;

/**
 * Several nodes: Hazelcast knows who is there and who listens to what, messages go straight from node to node over the
 * Vert.x event bus. Nothing that must not be lost is kept here; PostgreSQL holds all of that. Touched only where
 * {@code cluster.mode} asks for it, since its classes would slow down every start.
 */
final class Clustering {
    private static final Map<String, String> PROPERTIES = Map.ofEntries(
            Map.entry("hazelcast.phone.home.enabled", "false"),
            Map.entry("hazelcast.logging.type", "slf4j"),
            Map.entry("hazelcast.health.monitoring.level", "OFF"),
            Map.entry("hazelcast.socket.bind.any", "false"),
            // A killed process is noticed at once, as its connections break. This is for a machine that goes silent; a
            // pause of the garbage collector must not look like one.
            Map.entry("hazelcast.heartbeat.interval.seconds", "1"),
            Map.entry("hazelcast.max.no.heartbeat.seconds", "10"),
            Map.entry("hazelcast.wait.seconds.before.join", "0"),
            // Two halves that did not see each other, be it for starting at the same moment, become one again soon.
            Map.entry("hazelcast.merge.first.run.delay.seconds", "5"),
            Map.entry("hazelcast.merge.next.run.delay.seconds", "5"),
            // What is kept is a table of who listens: a few threads and partitions do.
            Map.entry("hazelcast.partition.count", "31"),
            Map.entry("hazelcast.operation.thread.count", "2"),
            Map.entry("hazelcast.operation.generic.thread.count", "2"),
            Map.entry("hazelcast.io.thread.count", "1"),
            Map.entry("hazelcast.event.thread.count", "1"),
            Map.entry("hazelcast.clientengine.thread.count", "1"),
            Map.entry("hazelcast.operation.call.timeout.millis", "10000"),
            Map.entry("hazelcast.graceful.shutdown.max.wait", "3"));

    private Clustering() {}

    /** Joins the others, or is the first; fails with a {@link StartFailure}. */
    static Future<Vertx> join(VertxBuilder builder, VertxOptions options, Settings settings) {
        Cluster cluster = settings.cluster();
        options.getEventBusOptions().setHost(cluster.host()).setPort(cluster.messagePort());
        return builder.with(options)
                .withClusterManager(new HazelcastClusterManager(membership(cluster)))
                .buildClustered()
                .recover(failure -> Future.failedFuture(new StartFailure(
                        "This node cannot join the others: " + failure.getMessage()
                                + ". Check the settings cluster.*: host must be an address of this machine, and port and"
                                + " messagePort must be free there.",
                        failure)));
    }

    private static Config membership(Cluster cluster) {
        Config config = new Config()
                .setClusterName(cluster.name())
                .addMultiMapConfig(new MultiMapConfig("__vertx.subs").setBackupCount(1));
        PROPERTIES.forEach(config::setProperty);
        config.getMetricsConfig().setEnabled(false);
        config.getJetConfig().setEnabled(false);
        // Only what this program itself sends is made into objects.
        config.getSerializationConfig().setJavaSerializationFilterConfig(onlyOwnClasses());
        NetworkConfig network =
                config.getNetworkConfig().setPort(cluster.port()).setPortAutoIncrement(false);
        network.getInterfaces().setEnabled(true).addInterface(cluster.host());
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        if (cluster.mode() == ClusterMode.KUBERNETES) {
            join.getKubernetesConfig()
                    .setEnabled(true)
                    .setProperty("service-dns", cluster.serviceDns().orElseThrow())
                    .setProperty("service-port", Integer.toString(cluster.port()));
        } else {
            join.getTcpIpConfig().setEnabled(true).setMembers(cluster.members());
        }
        return config;
    }

    private static JavaSerializationFilterConfig onlyOwnClasses() {
        JavaSerializationFilterConfig filter = new JavaSerializationFilterConfig();
        filter.getWhitelist().addPrefixes("com.hazelcast.", "io.vertx.spi.cluster.hazelcast.");
        return filter;
    }
}
