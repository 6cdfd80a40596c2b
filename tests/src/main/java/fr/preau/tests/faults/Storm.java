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
import java.util.Set;
import java.util.UUID;
import org.HdrHistogram.Histogram;

/**
 * Everybody is cut at once; while they are away posts are written in a channel of all and in one of each; then all come
 * back, as the hub told each or, with {@code --rush 1}, all at once, while eight authors go on posting. In the end each must
 * have had each post once and in order.
 */
final class Storm implements Case {
    private static final int AUTHORS = 8;
    private static final int ROUNDS_A_STORM = 25; // each takes as long as so many rounds of other faults
    private static final int POSTS_A_SECOND = 20;
    private static final int MISSED_BY_ALL = 50;
    private static final long BACK_GOAL_MILLIS = 30_000;
    private static final long POSTING_GOAL_MILLIS = 1_000;

    @Override
    public String about() {
        return "all clients are cut and come back at once while 8 authors post (goals: all caught up within 30 s, p99 of"
                + " posting below 1 s, 0 lost, doubled, reordered; one storm each 25 rounds) [--clients 10000] [--rounds 1] [--rush 0]";
    }

    @Override
    public double secondsARound() {
        return 2;
    }

    @Override
    public Verdict run(Options options, Table out) throws Exception {
        options.only("clients", "rounds", "rush");
        int clients = options.number("clients", 10_000, AUTHORS + 1);
        int rounds = Math.max(1, options.number("rounds", 1) / ROUNDS_A_STORM);
        boolean asTold = options.number("rush", 0, 0) == 0;
        try (WorkFolder folder = WorkFolder.make("storm");
                HubProcess hub = HubProcess.start(
                        folder.path(),
                        List.of("-Xmx1g"),
                        Map.of("node.roles", "api, stream", "pause.enabled", "false", "log.level", "warn"))) {
            Path data = folder.path().resolve("data");
            DatabaseAddress database =
                    EmbeddedPostgres.running(data.resolve("postgres")).orElseThrow();
            Crowd crowd = Crowd.settle(hub.base(), data.resolve("keys").resolve("jwt-es256.pem"), database, clients);
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

    private record Round(
            Returners.Back back,
            Histogram posting,
            long failed,
            Set<String> refusals,
            Usage usage,
            Returners.Checked checked) {}

    private static Verdict rounds(Scenery scenery, int rounds, Table table) throws Exception {
        int clients = scenery.crowd().tokens().size();
        List<UUID> liaisons = scenery.missed().liaisons(scenery.crowd().tokens());
        Map<String, Object> figures = new LinkedHashMap<>();
        long worstBack = 0;
        long worstPosting = 0;
        long acknowledged = 0;
        long refused = 0;
        long lost = 0;
        long doubled = 0;
        long reordered = 0;
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
            round.refusals().stream().limit(5).forEach(why -> table.say("Not acknowledged: " + why));
            acknowledged += round.posting().getTotalCount() - round.failed();
            refused += round.failed();
            lost += round.checked().lost();
            doubled += round.checked().doubled();
            reordered += round.checked().reordered();
        }
        boolean ok = refused + lost + doubled + reordered == 0;
        figures.put("clients", clients);
        figures.put("rounds", rounds);
        figures.put("acknowledged", acknowledged);
        figures.put("refused", refused);
        figures.put("lost", lost);
        figures.put("doubled", doubled);
        figures.put("reordered", reordered);
        figures.put("backMillis", worstBack);
        figures.put("postingP99Millis", worstPosting);
        figures.put("hubCpuMillisAClient", Math.round(hubEach * 100) / 100.0);
        figures.put("databaseCpuMillisAClient", Math.round(databaseEach * 100) / 100.0);
        figures.put(Verdict.OWN, "all caught up after %d ms, p99 of posting %d ms".formatted(worstBack, worstPosting));
        return new Verdict(ok && worstBack <= BACK_GOAL_MILLIS && worstPosting <= POSTING_GOAL_MILLIS, figures);
    }

    private static Round round(Scenery scenery, List<UUID> liaisons) throws Exception {
        scenery.returners().cut();
        UUID head = Missed.account(scenery.crowd().head());
        scenery.missed().posts(1, head, liaisons);
        scenery.missed().posts(MISSED_BY_ALL, head, List.of(scenery.crowd().channel()));
        Usage before = Usage.of(scenery.hub(), scenery.missed());
        StormAuthors authors = StormAuthors.begin(
                scenery.hub().base(), scenery.crowd(), liaisons.subList(0, AUTHORS - 1), POSTS_A_SECOND);
        Returners.Back back;
        try {
            scenery.returners().comeBack(scenery.asTold());
            back = scenery.returners().back();
        } finally {
            authors.end();
        }
        Usage usage = Usage.of(scenery.hub(), scenery.missed()).since(before);
        Returners.Checked checked = scenery.returners().check(scenery.missed().lastSeqs());
        return new Round(back, authors.millis(), authors.failed(), authors.failures(), usage, checked);
    }
}
