package fr.preau.tests.cluster;

import fr.preau.tests.measure.HubProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The settings of nodes that find each other on this machine. */
record Nodes(String name, List<Integer> ports) {
    /** So many nodes on free ports; no other hub of this machine joins them. */
    static Nodes of(int count) {
        List<Integer> ports =
                IntStream.range(0, count).mapToObj(i -> freePort()).toList();
        return new Nodes("tests-" + ports.getFirst(), ports);
    }

    /** The settings of one of them, from 0 on. */
    Map<String, String> settings(int node, Map<String, String> others) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "cluster.mode",
                "tcp",
                "cluster.name",
                name,
                "cluster.port",
                Integer.toString(ports.get(node)),
                "cluster.messagePort",
                "0",
                "cluster.members",
                ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(",")),
                "node.name",
                "node-" + node));
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
