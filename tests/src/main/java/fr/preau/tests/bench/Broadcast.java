package fr.preau.tests.bench;

import fr.preau.tests.measure.Case;
import fr.preau.tests.measure.Options;
import fr.preau.tests.measure.Table;
import fr.preau.tests.measure.Verdict;
import fr.preau.tests.measure.WorkFolder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One message to many sockets, again and again: what each delivery costs the server, next to servers that do nothing
 * else, in one run, with messages of the same length and the same load client. They take turns, block by block, so that
 * what else happens on the machine meets all of them; figures and ratios are medians of the blocks.
 */
final class Broadcast implements Case {
    static final String HUB = "Préau";
    private static final int BLOCKS = 5;
    private static final int OPENINGS = 3; // on one node: memory a connection is a figure of one
    private static final int WARM_UP = 60;

    private static final Set<String> ALL = set(
            References.NETTY, References.NAIVE, References.CONSUMERS, References.SEND, References.NCHAN, References.WS);
    private static final Set<String> OF_SEVERAL_NODES = set(References.NETTY, References.NAIVE);

    @Override
    public String about() {
        return "one post to many sockets, next to raw Netty, Vert.x, a C send() loop and others [--sockets 10000]"
                + " [--rounds 50] [--burst 8: posts at once, in a second run] [--nodes 1]"
                + " [--only none: a reference's name, or none]";
    }

    @Override
    public Verdict run(Options options, Table out) throws Exception {
        options.only("sockets", "rounds", "burst", "nodes", "only");
        int sockets = options.number("sockets", 10_000);
        int rounds = Math.max(1, options.number("rounds", 50) / BLOCKS);
        int burst = options.number("burst", 1);
        int nodes = options.number("nodes", 1);
        int openings = nodes == 1 ? OPENINGS : 1;
        Set<String> names = options.text("only").map(Broadcast::named).orElse(nodes == 1 ? ALL : OF_SEVERAL_NODES);
        Map<String, String> missing = new LinkedHashMap<>();
        List<Entrant> entrants = new ArrayList<>();
        BroadcastFigures figures = new BroadcastFigures(burst, nodes);
        try (WorkFolder folder = WorkFolder.make("broadcast")) {
            try {
                Contender hub = HubContender.start(HUB, folder.path(), nodes, sockets, Map.of());
                entrants.add(Entrant.open(hub, sockets, openings));
                entrants.getFirst().rounds(WARM_UP, 1);
                int bytes = entrants.getFirst().messageBytes();
                out.say(sockets + " sockets on " + nodes + (nodes == 1 ? " node, " : " nodes, ") + BLOCKS + " x "
                        + rounds + " rounds, messages of " + bytes + " bytes");
                for (Contender reference : new References(folder.path(), bytes, nodes, missing).start(names)) {
                    entrants.add(Entrant.open(reference, sockets, openings));
                    entrants.getLast().rounds(WARM_UP, 1);
                }
                for (int block = 0; block < BLOCKS; block++) {
                    for (Entrant entrant : entrants) {
                        figures.lone(entrant, entrant.block(rounds, 1));
                    }
                }
                for (int block = 0; block < BLOCKS && burst > 1; block++) {
                    for (Entrant entrant : entrants) {
                        figures.burst(entrant, entrant.block(Math.max(1, rounds / 2), burst));
                    }
                }
            } finally {
                entrants.forEach(Entrant::close);
            }
        }
        return figures.verdict(missing, out);
    }

    private static Set<String> named(String name) {
        if (!name.equals("none") && !ALL.contains(name)) {
            throw new IllegalArgumentException("--only takes none or one of: " + String.join("; ", ALL));
        }
        return name.equals("none") ? Set.of() : Set.of(name);
    }

    private static Set<String> set(String... names) {
        return new LinkedHashSet<>(Arrays.asList(names));
    }

    static double rounded(double value) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.2f", value));
    }
}
