package fr.preau.tests.faults;

import fr.preau.hub.ground.EmbeddedPostgres;
import fr.preau.tests.measure.Case;
import fr.preau.tests.measure.Cluster;
import fr.preau.tests.measure.HubProcess;
import fr.preau.tests.measure.Options;
import fr.preau.tests.measure.Table;
import fr.preau.tests.measure.Verdict;
import fr.preau.tests.measure.WorkFolder;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Several nodes on one PostgreSQL; clients know the address of each. While they write and read, one node after the other is
 * lost: killed with SIGKILL and, every second time, stopped with SIGTERM as in a rolling restart. It is started again only
 * after every client has found another one.
 */
final class Node implements Case {
    private static final int AUTHORS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration AT_MOST = Duration.ofSeconds(60);

    /** So soon a lost node's people are to be back on another. */
    private static final int BACK_MILLIS = 5_000;

    @Override
    public String about() {
        return "kill -9, and SIGTERM, of one of several nodes while clients write and read [--rounds 20] [--nodes 3]"
                + " [--back 5000] [--seed 1]";
    }

    @Override
    public double secondsARound() {
        return 12;
    }

    @Override
    public Verdict run(Options options, Table out) throws Exception {
        int rounds = options.only("rounds", "nodes", "back", "seed").number("rounds", 20);
        int count = options.number("nodes", 3);
        int mostMillis = options.number("back", BACK_MILLIS);
        Random random = new Random(options.number("seed", 1));
        Table table = out.head("round", "node", "by", "after ms", "slowest return ms", "acknowledged", "ms to ready");
        try (WorkFolder folder = WorkFolder.make("node");
                EmbeddedPostgres postgres = EmbeddedPostgres.start(folder.path().resolve("postgres"), 0);
                Cluster cluster = Cluster.start(
                        folder.path(), count, postgres.address(), Scene.settings(Map.of("http.drainSeconds", "1")))) {
            Town town = Town.settle(postgres.address(), Cluster.ORIGIN);
            Doors doors =
                    Doors.of(cluster.nodes().stream().map(HubProcess::base).toArray(URI[]::new));
            try (Traffic traffic = Traffic.begin(town, AUTHORS, doors, PATIENCE, Pace.STEADY)) {
                long slowest = 0;
                int undrained = 0;
                for (int round = 1; round <= rounds; round++) {
                    long acknowledged = traffic.acknowledged();
                    List<Integer> returns = returns(traffic);
                    traffic.awaitEverybodyPosting(AT_MOST);
                    if (round == (rounds + 1) / 2) {
                        traffic.takeAway(postgres.address());
                    }
                    int after = 50 + random.nextInt(1_000);
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(after)); // the random moment itself
                    int lost = (round - 1) % count;
                    boolean killed = round % 2 == 1;
                    if (killed) {
                        cluster.kill(lost);
                    } else if (cluster.stop(lost) != 0) {
                        undrained++;
                    }
                    traffic.awaitEverybodyPosting(AT_MOST);
                    HubProcess back = cluster.again(lost);
                    long slow = slowestReturn(traffic, returns);
                    slowest = Math.max(slowest, slow);
                    table.row(
                            round,
                            lost + 1,
                            killed ? "kill -9" : "SIGTERM",
                            after,
                            slow,
                            traffic.acknowledged() - acknowledged,
                            back.readyAfter().toMillis());
                }
                traffic.awaitEverybodyPosting(AT_MOST);
                Findings findings = traffic.finish(postgres.address(), AT_MOST);
                Map<String, Object> figures = traffic.figures(rounds, findings, table);
                figures.put("slowestReturnMillis", slowest);
                figures.put("undrained", undrained);
                figures.put(Verdict.OWN, "everybody back after " + slowest + " ms at most");
                boolean ok = findings.none() && undrained == 0 && traffic.acknowledged() > 0 && slowest <= mostMillis;
                return new Verdict(ok, figures);
            }
        }
    }

    private static List<Integer> returns(Traffic traffic) {
        return traffic.readers().stream().map(reader -> reader.returns().size()).toList();
    }

    /** The longest that a reader was away since it had come back so many times. */
    private static long slowestReturn(Traffic traffic, List<Integer> before) {
        long slowest = 0;
        for (int i = 0; i < before.size(); i++) {
            List<Reader.Return> returns = traffic.readers().get(i).returns();
            for (Reader.Return one : returns.subList(before.get(i), returns.size())) {
                slowest = Math.max(slowest, TimeUnit.NANOSECONDS.toMillis(one.backNanos()));
            }
        }
        return slowest;
    }
}
