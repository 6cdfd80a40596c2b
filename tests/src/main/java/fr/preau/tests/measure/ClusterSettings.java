package fr.preau.tests.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The settings by which nodes find each other on this machine.
 *
 * @param name no other hub of this machine has it
 * @param ports where the membership of each node listens
 */
public record ClusterSettings(String name, List<Integer> ports) {
    /** So many nodes on free ports. */
    public static ClusterSettings of(int nodes) {
        List<Integer> ports = IntStream.range(0, nodes)
                .mapToObj(node -> freePort())
                .distinct()
                .toList();
        return ports.size() == nodes ? new ClusterSettings("tests-" + ports.getFirst(), ports) : of(nodes);
    }

    /** Those of one node, from 0 on, and others that win over them. */
    public Map<String, String> of(int node, Map<String, String> others) {
        Map<String, String> settings = new HashMap<>();
        settings.put("node.name", "node-" + node);
        settings.put("cluster.mode", "tcp");
        settings.put("cluster.name", name);
        settings.put("cluster.port", Integer.toString(ports.get(node)));
        settings.put("cluster.messagePort", "0");
        settings.put(
                "cluster.members",
                ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(",")));
        settings.putAll(others);
        return settings;
    }

    private static int freePort() {
        try {
            return HubProcess.freePort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
