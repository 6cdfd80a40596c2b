package fr.preau.config;

import fr.preau.config.Settings.Cluster;
import fr.preau.config.Settings.ClusterMode;
import fr.preau.config.Settings.DatabaseMode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names the settings of several nodes. */
final class ClusterReader {
    private static final int MEMBERSHIP_PORT = 5701;
    private static final int MESSAGE_PORT = 5801;
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,253}");
    private static final Pattern MEMBER = Pattern.compile("[A-Za-z0-9._-]{1,253}(:[0-9]{1,5})?");

    private ClusterReader() {}

    static Cluster read(Reading in) {
        ClusterMode mode = in.choice("cluster.mode", ClusterMode.NONE);
        List<String> members = in.list(
                "cluster.members",
                "a list of nodes as host or host:port",
                text -> MEMBER.matcher(text).matches() ? text : null);
        Optional<String> serviceDns = in.optional(
                "cluster.serviceDns",
                "the DNS name of a headless service",
                text -> HOST.matcher(text).matches() ? text : null);
        Cluster cluster = new Cluster(
                mode,
                in.text("cluster.name").orElse("preau"),
                in.value(
                        "cluster.host",
                        "127.0.0.1",
                        "an address of this machine",
                        text -> HOST.matcher(text).matches() ? text : null),
                in.number("cluster.port", MEMBERSHIP_PORT, 1, HIGHEST_PORT),
                in.number("cluster.messagePort", MESSAGE_PORT, 0, HIGHEST_PORT),
                members,
                serviceDns);
        if (mode == ClusterMode.TCP && members.isEmpty()) {
            in.refuse("cluster.members", "at least one node, as cluster.mode is tcp");
        }
        if (mode == ClusterMode.KUBERNETES && serviceDns.isEmpty()) {
            in.refuse("cluster.serviceDns", "the DNS name of a headless service, as cluster.mode is kubernetes");
        }
        if (cluster.shared() && in.choice("database.mode", DatabaseMode.EMBEDDED) == DatabaseMode.EMBEDDED) {
            in.refuse("database.mode", "external, as several nodes (cluster.mode) share one database");
        }
        return cluster;
    }
}
