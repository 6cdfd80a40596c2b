package fr.preau.tests.faults;

import fr.preau.tests.measure.Case;
import fr.preau.tests.measure.HubProcess;
import fr.preau.tests.measure.Options;
import fr.preau.tests.measure.Table;
import fr.preau.tests.measure.Verdict;
import fr.preau.tests.measure.WorkFolder;
import fr.preau.tests.wire.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Two PostgreSQL with synchronous replication, eight clients that post. The primary is killed with SIGKILL (or, every
 * second round, frozen first, so that it neither answers nor resets); the hub serves reads from the standby; after a
 * while the standby is promoted and the hub writes there. The dead one is built anew as the standby, and the next round
 * goes the other way round.
 */
final class Failover implements Case {
    private static final int CLIENTS = 8;
    private static final long GOAL_MILLIS = 30_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public String about() {
        return "kill -9 of the primary of two PostgreSQL, promotion of the standby (goal: 0 lost, writes back within 30 s)"
                + " [--rounds 10] [--seed 1]";
    }

    @Override
    public Verdict run(Options options, Table out) throws Exception {
        int rounds = options.only("rounds", "seed").number("rounds", 10);
        Random random = new Random(options.number("seed", 1));
        Table table = out.head(
                "round", "how", "ms to read only", "ms to writes, promotion", "ms to writes, failure", "acknowledged");
        Ledger ledger = new Ledger();
        List<Round> done = new ArrayList<>();
        try (WorkFolder folder = WorkFolder.make("failover")) {
            PostgresServer primary = PostgresServer.make(folder.path());
            PostgresServer standby = primary.standby();
            try (HubProcess hub = HubProcess.start(folder.path(), List.of(), settings(primary, standby))) {
                primary.waitsForStandby(true);
                Town town = Town.settle(primary.address(), hub);
                int refusals;
                try (Posting posting = Posting.begin(town.patientPosters(hub, ledger, CLIENTS))) {
                    for (int round = 1; round <= rounds; round++) {
                        long before = ledger.acknowledgedCount();
                        Round one = round(primary, standby, hub, town, posting, random, round % 2 == 0);
                        done.add(one);
                        table.row(
                                round,
                                one.frozen() ? "frozen" : "killed",
                                one.readOnlyMillis(),
                                one.afterPromotion(),
                                one.afterFailure(),
                                ledger.acknowledgedCount() - before);
                        PostgresServer dead = primary;
                        primary = standby;
                        standby = primary.standbyInPlaceOf(dead);
                        primary.waitsForStandby(true);
                        posting.awaitEach(1, PATIENCE);
                    }
                    posting.end();
                    refusals = posting.refusals();
                }
                return verdict(ledger, town, hub, done, refusals, table);
            } finally {
                primary.close();
                standby.close();
            }
        }
    }

    /** What came of one fail-over. */
    private record Round(boolean frozen, long readOnlyMillis, long afterPromotion, long afterFailure) {}

    private static Round round(
            PostgresServer primary,
            PostgresServer standby,
            HubProcess hub,
            Town town,
            Posting posting,
            Random random,
            boolean frozen)
            throws Exception {
        posting.awaitEach(2, PATIENCE);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(500))); // the random moment itself
        long failed = System.nanoTime();
        if (frozen) {
            primary.freeze(true);
        } else {
            primary.kill();
        }
        long readOnly = untilReadOnly(hub, town, failed);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200 + random.nextInt(800))); // until somebody promotes
        if (frozen) {
            primary.kill(); // whoever promotes makes sure first that the former primary is gone
        }
        standby.waitsForStandby(false);
        standby.promote();
        long promoted = System.nanoTime();
        posting.awaitEach(1, PATIENCE);
        long back = System.nanoTime();
        return new Round(
                frozen,
                readOnly,
                TimeUnit.NANOSECONDS.toMillis(back - promoted),
                TimeUnit.NANOSECONDS.toMillis(back - failed));
    }

    /** Waits until the hub answers what was asked, and says that it cannot change anything. */
    private static long untilReadOnly(HubProcess hub, Town town, long since) {
        while (true) {
            Answer answer = town.look(hub);
            boolean said = answer.headers().firstValue("preau-read-only").isPresent();
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
            if (answer.status() == 200 && said) {
                return millis;
            }
            if (millis > PATIENCE.toMillis()) {
                throw new IllegalStateException("the hub does not serve reads from the standby: " + answer);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static Verdict verdict(
            Ledger ledger, Town town, HubProcess hub, List<Round> done, int refusals, Table table) {
        Map<String, Object> figures = LedgerFigures.of(ledger, town.stored(hub), table);
        figures.put("rounds", done.size());
        figures.put("toldToComeBack", refusals);
        figures.put(
                "readOnlyMaxMillis",
                done.stream().mapToLong(Round::readOnlyMillis).max().orElse(0));
        figures.put(
                "backAfterPromotionMaxMillis",
                done.stream().mapToLong(Round::afterPromotion).max().orElse(0));
        long slowest = done.stream().mapToLong(Round::afterFailure).max().orElse(0);
        figures.put("backAfterFailureMaxMillis", slowest);
        boolean ok = LedgerFigures.clean(figures) && slowest <= GOAL_MILLIS;
        return new Verdict(ok, figures);
    }

    private static Map<String, String> settings(PostgresServer one, PostgresServer other) {
        return Map.ofEntries(
                Map.entry("database.mode", "external"),
                Map.entry(
                        "database.hosts",
                        "127.0.0.1:" + one.address().port() + ",127.0.0.1:"
                                + other.address().port()),
                Map.entry("database.password", "not-asked-for"),
                Map.entry("limits.accessTokenMinutes", "60"),
                Map.entry("limits.loginBurst", "10000"),
                Map.entry("limits.messagesPerMinute", "1000000"),
                Map.entry("pause.enabled", "false"));
    }
}
