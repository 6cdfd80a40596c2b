package fr.preau.tests.bench;

import fr.preau.tests.measure.Case;
import fr.preau.tests.measure.Options;
import fr.preau.tests.measure.Table;
import fr.preau.tests.measure.Verdict;
import fr.preau.tests.measure.WorkFolder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What it costs to let people in: so many connect, say hello with their token and follow a channel, and go; again and again.
 * Then what it costs to take a post that nobody hears. Processor time is that of the hub and of its PostgreSQL.
 */
final class Hellos implements Case {
    private static final int POSTS = 500;

    @Override
    public String about() {
        return "CPU a hello and a post, hub and database [--sockets 2000] [--rounds 5]";
    }

    @Override
    public Verdict run(Options options, Table out) throws Exception {
        int sockets = options.only("sockets", "rounds").number("sockets", 2_000);
        int rounds = options.number("rounds", 5, 2);
        Table table = out.head("round", "hub µs a hello", "database µs a hello");
        List<Double> hub = new ArrayList<>();
        List<Double> database = new ArrayList<>();
        try (WorkFolder folder = WorkFolder.make("hellos")) {
            HubContender server = HubContender.start("Préau", folder.path(), 1, sockets, Map.of());
            Contender.Node node = server.nodes().getFirst();
            long pid = node.processes().getFirst();
            try {
                for (int round = 0; round < rounds; round++) {
                    double hubBefore = Children.cpu(pid);
                    double databaseBefore = Children.databaseCpu();
                    Load.open(node.port(), server.path(), sockets, server.firstMessages(0))
                            .close();
                    double hubEach = micros(Children.cpu(pid) - hubBefore, sockets);
                    double databaseEach = micros(Children.databaseCpu() - databaseBefore, sockets);
                    table.row(round + 1, Math.round(hubEach), Math.round(databaseEach));
                    if (round > 0) { // the first one warms the hub up
                        hub.add(hubEach);
                        database.add(databaseEach);
                    }
                }
                return verdict(hub, database, posts(server, pid), table);
            } finally {
                server.close();
            }
        }
    }

    /** Processor time of hub and database for one post after the other, microseconds each. */
    private static double posts(HubContender server, long pid) throws Exception {
        double before = 0;
        for (int i = 0; i < 2 * POSTS; i++) {
            if (i == POSTS) { // those before warm up
                before = Children.cpu(pid) + Children.databaseCpu();
            }
            server.broadcast(1);
        }
        return micros(Children.cpu(pid) + Children.databaseCpu() - before, POSTS);
    }

    private static Verdict verdict(List<Double> hub, List<Double> database, double post, Table table) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("hubMicrosPerHello", Math.round(median(hub)));
        figures.put("databaseMicrosPerHello", Math.round(median(database)));
        figures.put("microsPerPost", Math.round(post));
        table.say("a post, hub and database: " + Math.round(post) + " µs");
        return new Verdict(true, figures);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static double micros(double seconds, int each) {
        return seconds * 1e6 / each;
    }
}
