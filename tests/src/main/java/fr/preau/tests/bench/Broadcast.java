package fr.preau.tests.bench;

import fr.preau.tests.measure.Case;
import fr.preau.tests.measure.Options;
import fr.preau.tests.measure.Table;
import fr.preau.tests.measure.Verdict;
import fr.preau.tests.measure.WorkFolder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * One message to many sockets, again and again: what each delivery costs the server, next to servers that do nothing
 * else, in one run, with messages of the same length and the same load client. They take turns, block by block, so that
 * what else happens on the machine meets all of them.
 */
final class Broadcast implements Case {
    private static final int BLOCKS = 5;
    private static final int WARM_UP = 60;
    private static final double MEMORY_GOAL = 10_240;

    /** The most that a delivery may cost, as a share of what it costs a reference. */
    private static final Map<String, Double> GOALS = Map.of("C send()", 1.15, "nchan", 0.8, "socket.io", 0.35);

    @Override
    public String about() {
        return "one post to many sockets, next to a C send() loop and others (goals: CPU a delivery, memory a"
                + " connection) [--sockets 10000] [--rounds 50]";
    }

    @Override
    public Verdict run(Options options, Table out) throws Exception {
        options.only("sockets", "rounds");
        int sockets = options.number("sockets", 10_000);
        int rounds = Math.max(1, options.number("rounds", 50) / BLOCKS);
        List<Entrant> entrants = new ArrayList<>();
        Map<String, String> missing = new LinkedHashMap<>();
        try (WorkFolder folder = WorkFolder.make("broadcast")) {
            try {
                Entrant hub = new Entrant(HubContender.start(folder.path(), sockets), sockets);
                entrants.add(hub);
                int bytes = hub.warmUp(WARM_UP);
                out.say(sockets + " sockets, " + BLOCKS + " x " + rounds + " rounds, messages of " + bytes + " bytes");
                References references = new References(folder.path(), bytes, missing);
                for (Contender reference : references.start()) {
                    Entrant entrant = new Entrant(reference, sockets);
                    entrants.add(entrant);
                    entrant.warmUp(WARM_UP);
                }
                for (int block = 0; block < BLOCKS; block++) {
                    for (Entrant entrant : entrants) {
                        entrant.block(rounds);
                    }
                }
            } finally {
                entrants.forEach(Entrant::close);
            }
        }
        return verdict(entrants, missing, out);
    }

    private static Verdict verdict(List<Entrant> entrants, Map<String, String> missing, Table out) {
        Entrant hub = entrants.getFirst();
        Table table = out.head(
                "               server",
                "CPU s a million",
                "deliveries/s",
                "p50 ms",
                "p99 ms",
                "bytes a conn.",
                "ratio",
                "goal");
        Map<String, Object> figures = new LinkedHashMap<>();
        boolean ok = hub.bytesEach() <= MEMORY_GOAL;
        for (Entrant entrant : entrants) {
            Double goal = GOALS.get(entrant.name());
            double ratio = hub.cpuEach() / entrant.cpuEach();
            boolean reference = entrant != hub;
            if (goal != null && ratio > goal) {
                ok = false;
            }
            table.row(
                    entrant.name(),
                    rounded(entrant.cpuEach()),
                    Math.round(entrant.perSecond()),
                    rounded(entrant.lastMillis(50)),
                    rounded(entrant.lastMillis(99)),
                    Math.round(entrant.bytesEach()),
                    reference ? rounded(ratio) : "",
                    goal == null ? "" : "<= " + goal);
            Map<String, Object> own = new LinkedHashMap<>();
            own.put("cpuSecondsPerMillion", rounded(entrant.cpuEach()));
            own.put("deliveriesPerSecond", Math.round(entrant.perSecond()));
            own.put("lastDeliveryP50Millis", rounded(entrant.lastMillis(50)));
            own.put("lastDeliveryP99Millis", rounded(entrant.lastMillis(99)));
            own.put("residentBytesPerConnection", Math.round(entrant.bytesEach()));
            if (reference) {
                own.put("hubCpuRatio", rounded(ratio));
            }
            if (goal != null) {
                own.put("goal", goal);
            }
            figures.put(entrant.name(), own);
        }
        figures.put("residentGoalBytes", Math.round(MEMORY_GOAL));
        missing.forEach((name, why) -> out.say(name + " was not measured: " + why));
        figures.put("notMeasured", missing);
        return new Verdict(ok, figures);
    }

    private static double rounded(double value) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.2f", value));
    }

    private static final int FEW = 500;
    private static final int FEW_ROUNDS = 20;

    /** One server with its sockets, and what was measured of it. */
    private static final class Entrant {
        private final Contender server;
        private final int sockets;
        private final Load load;
        private final double bytesEach;
        private final Histogram last = new Histogram(3);
        private double cpu;
        private long deliveries;
        private long nanos;

        Entrant(Contender server, int sockets) throws Exception {
            this.server = server;
            this.sockets = sockets;
            try {
                meetFew();
                server.collect();
                long before = Children.resident(server.pid());
                this.load = Load.open(server.port(), server.path(), sockets, server.firstMessages());
                server.collect();
                this.bytesEach = (Children.resident(server.pid()) - before) / (double) sockets;
            } catch (Exception e) {
                server.close();
                throw e;
            }
        }

        /** A few come and go first: what a server loads and sets up once is not what a connection costs. */
        private void meetFew() throws Exception {
            try (Load few = Load.open(server.port(), server.path(), Math.min(FEW, sockets), server.firstMessages())) {
                for (int i = 0; i < FEW_ROUNDS; i++) {
                    few.expect(1);
                    server.broadcast();
                    few.done();
                }
            }
        }

        /** Rounds that do not count; tells the length of a message. */
        int warmUp(int rounds) throws Exception {
            int bytes = 0;
            for (int i = 0; i < rounds; i++) {
                load.expect(1);
                server.broadcast();
                bytes = load.done().bytes();
            }
            return bytes;
        }

        void block(int rounds) throws Exception {
            double before = Children.cpu(server.pid());
            for (int i = 0; i < rounds; i++) {
                load.expect(1);
                long begun = System.nanoTime();
                server.broadcast();
                long took = load.done().last() - begun;
                last.recordValue(took);
                nanos += took;
            }
            cpu += Children.cpu(server.pid()) - before;
            deliveries += (long) rounds * sockets;
        }

        String name() {
            return server.name();
        }

        double cpuEach() {
            return cpu / deliveries * 1_000_000;
        }

        double perSecond() {
            return deliveries / (nanos / 1e9);
        }

        double lastMillis(double percentile) {
            return last.getValueAtPercentile(percentile) / 1e6;
        }

        double bytesEach() {
            return bytesEach;
        }

        void close() {
            load.close();
            server.close();
        }
    }
}
