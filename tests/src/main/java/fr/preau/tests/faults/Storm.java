package fr.preau.tests.faults;

import fr.preau.hub.ground.DatabaseAddress;
import fr.preau.hub.ground.EmbeddedPostgres;
import fr.preau.tests.bench.Crowd;
import fr.preau.tests.bench.Missed;
import fr.preau.tests.bench.Returners;
import fr.preau.tests.bench.Usage;
import fr.preau.tests.measure.Case;
import fr.preau.tests.measure.HubProcess;
import fr.preau.tests.measure.Options;
import fr.preau.tests.measure.Table;
import fr.preau.tests.measure.Verdict;
import fr.preau.tests.measure.WorkFolder;
import fr.preau.tests.world.Databases;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.HdrHistogram.Histogram;

/**
 * Everybody is cut at once; while they are away posts are written in a channel of all and in one of each; then all come
 * back, as the hub told each or, with {@code --rush 1}, all at once, while eight authors go on posting. In the end each must
 * have had each post once and in order.
 */
final class Storm implements Case {
    private static final int AUTHORS = 8;
    private static final int POSTS_A_SECOND = 20;
    private static final int MISSED_BY_ALL = 50;
    private static final long BACK_GOAL_MILLIS = 30_000;
    private static final long POSTING_GOAL_MILLIS = 1_000;

    @Override
    public String about() {
        return "all clients are cut and come back at once while 8 authors post (goals: all caught up within 30 s, p99 of"
                + " posting below 1 s, 0 lost, doubled, reordered) [--clients 10000] [--rounds 1] [--rush 0]";
    }

    @Override
    public double secondsARound() {
        return 60;
    }

    @Override
    public Verdict run(Options options, Table out) throws Exception {
        options.only("clients", "rounds", "rush");
        int clients = options.number("clients", 10_000, AUTHORS + 1);
        int rounds = options.number("rounds", 1);
        boolean asTold = options.number("rush", 0, 0) == 0;
        try (WorkFolder folder = WorkFolder.make("storm");
                HubProcess hub = HubProcess.start(
                        folder.path(),
                        List.of("-Xmx1g"),
                        Map.of("node.roles", "api, stream", "pause.enabled", "false", "log.level", "warn"))) {
            Path data = folder.path().resolve("data");
            DatabaseAddress database =
                    EmbeddedPostgres.running(data.resolve("postgres")).orElseThrow();
            Crowd crowd = Crowd.settle(hub, data, database, clients);
            try (Connection connection = Databases.connect(database);
                    Returners returners =
                            Returners.start(folder.path(), hub.base().getPort(), crowd.tokens(), "-")) {
                Missed missed = new Missed(connection);
                returners.back();
                Table table = out.head(
                        "round",
                        "caught up ms",
                        "opened",
                        "refused",
                        "posts",
                        "p50 ms",
                        "p99 ms",
                        "hub CPU ms a client",
                        "PG CPU ms a client",
                        "transactions",
                        "lost",
                        "doubled",
                        "reordered");
                return rounds(new Scenery(hub, crowd, missed, returners, asTold), rounds, table);
            }
        }
    }

    private record Scenery(HubProcess hub, Crowd crowd, Missed missed, Returners returners, boolean asTold) {}

    private record Round(Returners.Back back, Histogram posting, long failed, Usage usage, Returners.Checked checked) {}

    private static Verdict rounds(Scenery scenery, int rounds, Table table) throws Exception {
        int clients = scenery.crowd().tokens().size();
        List<UUID> liaisons = scenery.missed().liaisons(scenery.crowd().tokens());
        Map<String, Object> figures = new LinkedHashMap<>();
        boolean ok = true;
        long worstBack = 0;
        long worstPosting = 0;
        long wrong = 0;
        double hubEach = 0;
        double databaseEach = 0;
        for (int i = 1; i <= rounds; i++) {
            Round round = round(scenery, liaisons);
            long p99 = round.posting().getValueAtPercentile(99);
            hubEach = round.usage().hub() * 1_000 / clients;
            databaseEach = round.usage().database() * 1_000 / clients;
            table.row(
                    i,
                    round.back().millis(),
                    round.back().tried(),
                    round.back().refused(),
                    round.posting().getTotalCount(),
                    round.posting().getValueAtPercentile(50),
                    p99,
                    "%.2f".formatted(hubEach),
                    "%.2f".formatted(databaseEach),
                    round.usage().transactions(),
                    round.checked().lost(),
                    round.checked().doubled(),
                    round.checked().reordered());
            worstBack = Math.max(worstBack, round.back().millis());
            worstPosting = Math.max(worstPosting, p99);
            wrong += round.failed()
                    + round.checked().lost()
                    + round.checked().doubled()
                    + round.checked().reordered();
            ok &= round.checked().clean() && round.failed() == 0;
        }
        figures.put("clients", clients);
        figures.put("rounds", rounds);
        figures.put("wrong", wrong);
        figures.put("backMillis", worstBack);
        figures.put("postingP99Millis", worstPosting);
        figures.put("hubCpuMillisAClient", Math.round(hubEach * 100) / 100.0);
        figures.put("databaseCpuMillisAClient", Math.round(databaseEach * 100) / 100.0);
        return new Verdict(ok && worstBack <= BACK_GOAL_MILLIS && worstPosting <= POSTING_GOAL_MILLIS, figures);
    }

    private static Round round(Scenery scenery, List<UUID> liaisons) throws Exception {
        scenery.returners().cut();
        UUID head = Missed.account(scenery.crowd().head());
        scenery.missed().posts(1, head, liaisons);
        scenery.missed().posts(MISSED_BY_ALL, head, List.of(scenery.crowd().channel()));
        Usage before = Usage.of(scenery.hub(), scenery.missed());
        StormAuthors authors = StormAuthors.begin(
                scenery.hub().base(),
                scenery.crowd(),
                liaisons.subList(0, AUTHORS - 1),
                POSTS_A_SECOND);
        Returners.Back back;
        try {
            scenery.returners().comeBack(scenery.asTold());
            back = scenery.returners().back();
        } finally {
            authors.end();
        }
        Usage usage = Usage.of(scenery.hub(), scenery.missed()).since(before);
        Returners.Checked checked = scenery.returners().check(scenery.missed().lastSeqs());
        return new Round(back, authors.millis(), authors.failed(), usage, checked);
    }
}
