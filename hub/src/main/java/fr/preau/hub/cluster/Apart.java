package fr.preau.hub.cluster;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Which side of a cut network should go on. Pure. */
final class Apart {
    private Apart() {}

    /**
     * The living nodes from which this one is cut off, if it is the one to step back: on the smaller side, or on the side
     * without the first name where both are as large. So one side goes on, whatever the cut.
     *
     * @param self this node
     * @param living the nodes of which the database heard lately; whether this one is among them does not matter
     * @param members whom this node reaches, itself included
     * @return names in their order; empty where this node should go on
     */
    static List<String> from(NodeRow self, Collection<NodeRow> living, Set<UUID> members) {
        List<NodeRow> others = living.stream()
                .filter(node -> !node.name().equals(self.name()))
                .sorted(Comparator.comparing(NodeRow::name))
                .toList();
        List<String> unreached = others.stream()
                .filter(node -> !members.contains(node.bus()))
                .map(NodeRow::name)
                .toList();
        if (unreached.isEmpty()) {
            return List.of();
        }
        int here = 1 + others.size() - unreached.size();
        boolean firstIsHere = others.stream()
                        .filter(node -> members.contains(node.bus()))
                        .map(NodeRow::name)
                        .reduce(self.name(), (one, other) -> one.compareTo(other) < 0 ? one : other)
                        .compareTo(unreached.getFirst())
                < 0;
        boolean goesOn = here > unreached.size() || (here == unreached.size() && firstIsHere);
        return goesOn ? List.of() : unreached;
    }
}
