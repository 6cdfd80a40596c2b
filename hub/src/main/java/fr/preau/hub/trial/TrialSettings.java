package fr.preau.hub.trial;

import fr.preau.hub.ground.DatabaseAddress;
import fr.preau.hub.ground.FreePort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The settings of nodes that are tried out on one machine, as variables of the environment.
 *
 * @param base what holds for all of them besides
 * @param folder their keys and logs, and a folder for each
 * @param port of the proxy; without one that of the first node
 * @param ports of the nodes
 * @param busPorts where the membership of each listens
 * @param database the one of all
 */
public record TrialSettings(
        Map<String, String> base,
        Path folder,
        int port,
        List<Integer> ports,
        List<Integer> busPorts,
        DatabaseAddress database) {
    private static final int PORT = 8080;
    private static final int BUS_PORT = 8180;

    /** So many nodes on free ports; a node's own port is the proxy's where there is no proxy. */
    public static TrialSettings of(
            Map<String, String> base, Path folder, int nodes, boolean proxied, DatabaseAddress database) {
        List<Integer> all = ports(PORT, proxied ? nodes + 1 : nodes);
        List<Integer> own = proxied ? all.subList(1, all.size()) : all;
        return new TrialSettings(base, folder, all.getFirst(), own, ports(BUS_PORT, nodes), database);
    }

    private static List<Integer> ports(int first, int count) {
        List<Integer> ports = new ArrayList<>();
        for (int wished = first; ports.size() < count; wished++) {
            int free = FreePort.orAnother(wished);
            if (!ports.contains(free)) {
                ports.add(free);
            }
        }
        return ports;
    }

    /** Where the nodes are seen from outside. */
    public String address() {
        return "http://localhost:" + port;
    }

    /** What all nodes have. */
    public Map<String, String> common() {
        Path keys = folder.resolve("keys");
        Map<String, String> all = new HashMap<>(base);
        all.put("PREAU_NODE_DATA_DIR", folder.toString());
        all.put("PREAU_DATABASE_MODE", "external");
        all.put("PREAU_DATABASE_HOST", database.host());
        all.put("PREAU_DATABASE_PORT", Integer.toString(database.port()));
        all.put("PREAU_DATABASE_NAME", database.database());
        all.put("PREAU_DATABASE_USER", database.user());
        all.put("PREAU_DATABASE_PASSWORD", database.password().value());
        all.put("PREAU_SECURITY_SIGNING_KEY_FILE", keys.resolve("jwt-es256.pem").toString());
        all.put("PREAU_SECURITY_SECRET_KEY_FILE", keys.resolve("secret.key").toString());
        all.put("PREAU_PUSH_KEY_FILE", keys.resolve("vapid-es256.pem").toString());
        all.put("PREAU_HTTP_PUBLIC_URL", address());
        all.put("PREAU_HTTP_ALLOWED_ORIGINS", origins());
        all.put("PREAU_HTTP_TRUSTED_PROXIES", "127.0.0.1/32");
        all.put("PREAU_HTTP_DRAIN_SECONDS", "2");
        return all;
    }

    private String origins() {
        return IntStream.concat(IntStream.of(port), ports.stream().mapToInt(Integer::intValue))
                .distinct()
                .mapToObj(one -> "http://localhost:" + one + ",http://127.0.0.1:" + one)
                .collect(Collectors.joining(","));
    }

    /** Starts one of the nodes, from 1 on. The first one alone delivers: what is imagined lives in its memory. */
    public TrialNode node(int number) {
        String name = "node-" + number;
        int own = ports.get(number - 1);
        Map<String, String> all = new HashMap<>(common());
        all.put("PREAU_NODE_NAME", name);
        all.put("PREAU_NODE_DATA_DIR", folder.resolve(name).toString());
        all.put("PREAU_NODE_ROLES", number == 1 ? "api,stream,delivery" : "api,stream");
        all.put("PREAU_HTTP_PORT", Integer.toString(own));
        all.put("PREAU_LOG_LEVEL", "info");
        all.put("PREAU_CLUSTER_MODE", "tcp");
        all.put("PREAU_CLUSTER_NAME", "preau-" + ports.getFirst());
        all.put("PREAU_CLUSTER_PORT", Integer.toString(busPorts.get(number - 1)));
        all.put("PREAU_CLUSTER_MESSAGE_PORT", "0");
        all.put(
                "PREAU_CLUSTER_MEMBERS",
                busPorts.stream().map(bus -> "127.0.0.1:" + bus).collect(Collectors.joining(",")));
        return new TrialNode(name, own, all, folder.resolve(name + ".log"));
    }
}
