package fr.preau.tests.bench;

import fr.preau.hub.ground.DatabaseAddress;
import fr.preau.hub.ground.EmbeddedPostgres;
import fr.preau.tests.measure.Case;
import fr.preau.tests.measure.HubProcess;
import fr.preau.tests.measure.Options;
import fr.preau.tests.measure.Table;
import fr.preau.tests.measure.Verdict;
import fr.preau.tests.measure.WorkFolder;
import fr.preau.tests.world.Databases;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Durable posts a second over WebSocket frames: each frame is a post of an author with the right to it, each answer leaves
 * after the commit. Beside it one client that inserts row after row into the same PostgreSQL, in turns, so that what else
 * happens on the machine meets both. All share the processors: the hub, its PostgreSQL and the load client.
 */
final class Posts implements Case {
    private static final double GOAL = 20;
    private static final String TEXT =
            "Bonjour à tous, la réunion de jeudi commence à dix-sept heures dans la salle des maîtres. Merci d'être là.";
    private static final List<String> PLACES = List.of("one hot channel", "a channel each");

    @Override
    public String about() {
        return "durable posts a second next to single-row INSERT by one client (goal: 20 times, in one channel and over"
                + " 1,000) [--authors 1000] [--rounds 3] [--millis 5000] [--window 4]";
    }

    /** What one block showed; processor microseconds are those of a post. */
    private record Block(double perSecond, long p50, long p99, double hub, double database, double load) {}

    @Override
    public Verdict run(Options options, Table out) throws Exception {
        options.only("authors", "rounds", "millis", "window");
        int authors = options.number("authors", 1_000);
        int rounds = options.number("rounds", 3);
        int millis = options.number("millis", 5_000);
        int window = options.number("window", 4);
        try (WorkFolder folder = WorkFolder.make("posts");
                HubProcess hub = hub(folder.path())) {
            DatabaseAddress database = EmbeddedPostgres.running(
                            folder.path().resolve("data").resolve("postgres"))
                    .orElseThrow();
            Authors crowd = Authors.settle(hub, folder.path(), database, authors);
            try (PlainInserts plain = new PlainInserts(database, TEXT);
                    PostWriters writers = PostWriters.open(hub, crowd, TEXT)) {
                return measure(hub, database, plain, writers, new int[] {rounds, millis, window}, out);
            }
        }
    }

    private static HubProcess hub(Path folder) throws IOException {
        return HubProcess.start(
                folder,
                List.of("-Xmx1g"),
                Map.of(
                        "node.roles", "api, stream",
                        "pause.enabled", "false",
                        "log.level", "warn",
                        "limits.messagesPerMinute", "1000000",
                        "limits.socketsPerPerson", "1000"));
    }

    private static Verdict measure(
            HubProcess hub, DatabaseAddress database, PlainInserts plain, PostWriters writers, int[] size, Table out)
            throws IOException, SQLException {
        Table table = out.head(
                "                 what", "a second", "ratio", "p50 ms", "p99 ms", "hub us", "PG us", "load us");
        List<Double> inserts = new ArrayList<>();
        List<List<Block>> blocks = List.of(new ArrayList<>(), new ArrayList<>());
        plain.run(1_000);
        for (int place = 0; place < PLACES.size(); place++) {
            block(hub, writers, place, size[1], size[2], 0);
        }
        for (int round = 0; round < size[0]; round++) {
            inserts.add(plain.run(size[1]));
            for (int place = 0; place < PLACES.size(); place++) {
                Block block = block(hub, writers, place, size[1], size[2], 0);
                blocks.get(place).add(block);
                row(table, PLACES.get(place), block, block.perSecond() / inserts.getLast());
            }
            table.row("single-row INSERT", Math.round(inserts.getLast()), "1.0");
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        double one = median(inserts.stream().mapToDouble(each -> each).toArray());
        figures.put("insertsPerSecond", Math.round(one));
        boolean ok = true;
        for (int place = 0; place < PLACES.size(); place++) {
            List<Block> all = blocks.get(place);
            double perSecond = median(all.stream().mapToDouble(Block::perSecond).toArray());
            Block half = block(hub, writers, place, size[1], size[2], (int) (perSecond / 2));
            row(table, "half: " + PLACES.get(place), half, half.perSecond() / one);
            String name = place == 0 ? "hot" : "spread";
            figures.put(name + "PerSecond", Math.round(perSecond));
            figures.put(name + "Ratio", rounded(perSecond / one));
            figures.put(
                    name + "HubMicros",
                    rounded(median(all.stream().mapToDouble(Block::hub).toArray())));
            figures.put(
                    name + "PostgresMicros",
                    rounded(median(all.stream().mapToDouble(Block::database).toArray())));
            figures.put(
                    name + "LoadMicros",
                    rounded(median(all.stream().mapToDouble(Block::load).toArray())));
            figures.put(name + "HalfLoadP50Millis", half.p50() / 1_000.0);
            figures.put(name + "HalfLoadP99Millis", half.p99() / 1_000.0);
            ok &= perSecond / one >= GOAL;
        }
        figures.put("goal", GOAL);
        long wrong = wrong(database, writers.acknowledged());
        figures.put("wrong", wrong);
        return new Verdict(ok && wrong == 0, figures);
    }

    private static Block block(HubProcess hub, PostWriters writers, int place, int millis, int window, int rate)
            throws IOException {
        double hubBefore = Children.cpu(hub.pid());
        double databaseBefore = databaseCpu(hub);
        double loadBefore = Children.cpu(writers.pid());
        PostWriters.Round round = writers.run(place, millis, window, rate);
        double each = 1e6 / round.all();
        return new Block(
                round.perSecond(),
                round.p50(),
                round.p99(),
                (Children.cpu(hub.pid()) - hubBefore) * each,
                (databaseCpu(hub) - databaseBefore) * each,
                (Children.cpu(writers.pid()) - loadBefore) * each);
    }

    /** What must not be: acknowledged posts that are not there, gaps, posts without event or outbox row. */
    private static long wrong(DatabaseAddress database, long acknowledged) throws SQLException {
        try (Connection connection = Databases.connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select (select count(*) from post) as posts,
                               (select count(*) from outbox) as queued,
                               (select count(*) from post_event) as events,
                               (select coalesce(sum(last_seq), 0) from channel) as turns
                        """)) {
            row.next();
            long wrong = 0;
            for (int column = 1; column <= 4; column++) {
                wrong += Math.abs(row.getLong(column) - acknowledged);
            }
            return wrong;
        }
    }

    private static void row(Table table, String what, Block block, double ratio) {
        table.row(
                what,
                Math.round(block.perSecond()),
                rounded(ratio),
                block.p50() / 1_000.0,
                block.p99() / 1_000.0,
                rounded(block.hub()),
                rounded(block.database()),
                rounded(block.load()));
    }

    private static double databaseCpu(HubProcess hub) throws IOException {
        double sum = 0;
        for (ProcessHandle one : hub.children()) {
            if (one.info().command().orElse("").endsWith("postgres")) {
                sum += Children.cpu(one.pid());
            }
        }
        return sum;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
