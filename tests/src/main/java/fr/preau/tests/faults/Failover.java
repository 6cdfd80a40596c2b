package fr.preau.tests.faults;

import fr.preau.tests.measure.Case;
import fr.preau.tests.measure.HubProcess;
import fr.preau.tests.measure.Options;
import fr.preau.tests.measure.Table;
import fr.preau.tests.measure.Verdict;
import fr.preau.tests.measure.WorkFolder;
import fr.preau.tests.wire.Answer;
import fr.preau.tests.wire.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;

/**
 * Two PostgreSQL with synchronous replication and eight clients that post. The primary is killed with SIGKILL or, in one
 * of ten rounds, hangs: it neither answers nor resets a connection. The hub serves reads from the standby until that is
 * promoted, and then writes there. The dead one is built anew as the standby; the next round goes the other way round.
 */
final class Failover implements Case {
    private static final int AUTHORS = 8;
    private static final int TENTH = 10;
    private static final long GOAL_MILLIS = 30_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration AT_MOST = Duration.ofSeconds(90);

    @Override
    public String about() {
        return "the primary of two PostgreSQL dies or hangs while 8 clients post, the standby is promoted (goal: writes"
                + " back within 30 s; a round is one fail-over, all on one start of the hub) [--rounds 10] [--seed 1]";
    }

    @Override
    public double secondsARound() {
        return 5;
    }

    @Override
    public Verdict run(Options options, Table out) throws Exception {
        int rounds = options.only("rounds", "seed").number("rounds", 10);
        Random random = new Random(options.number("seed", 1));
        Table table = out.head(
                "round",
                "primary",
                "ms to read only",
                "ms promotion to writes",
                "ms failure to writes",
                "acknowledged");
        List<Round> done = new ArrayList<>();
        try (WorkFolder folder = WorkFolder.make("failover");
                Pair pair = Pair.make(folder.path());
                HubProcess hub = HubProcess.start(folder.path(), List.of(), Scene.settings(pair.settings()))) {
            Town town = Town.settle(pair.primary().address(), hub.origin());
            Doors doors = Doors.of(hub.base());
            Member reader =
                    town.seat(town.world().teacherVerneCp, doors, PATIENCE).member();
            try (Traffic traffic = Traffic.begin(town, AUTHORS, doors, PATIENCE, Pace.STEADY)) {
                for (int round = 1; round <= rounds; round++) {
                    long before = traffic.acknowledged();
                    traffic.awaitEverybodyPosting(AT_MOST);
                    if (round == (rounds + 1) / 2) {
                        traffic.takeAway(pair.primary().address());
                    }
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(500))); // the random moment
                    Round one = fail(pair, round % TENTH == 2, traffic, () -> look(reader, town), random);
                    done.add(one);
                    pair.rebuild();
                    table.row(
                            round,
                            one.hung() ? "hung" : "killed",
                            one.readOnly(),
                            one.afterPromotion(),
                            one.afterFailure(),
                            traffic.acknowledged() - before);
                }
                traffic.awaitEverybodyPosting(AT_MOST);
                Findings findings = traffic.finish(pair.primary().address(), AT_MOST);
                return verdict(traffic.figures(rounds, findings, table), findings, done);
            }
        }
    }

    /** What came of one fail-over, in milliseconds. */
    private record Round(boolean hung, long readOnly, long afterPromotion, long afterFailure) {}

    private interface Look {
        Answer now();
    }

    private static Answer look(Member reader, Town town) {
        return reader.posts(town.channels().getFirst(), null, 10);
    }

    private static Round fail(Pair pair, boolean hangs, Traffic traffic, Look look, Random random) throws Exception {
        long failed = System.nanoTime();
        if (hangs) {
            pair.primary().freeze();
        } else {
            pair.primary().kill();
        }
        Traffic.await(AT_MOST, "a read from the standby that says so", () -> servedReadOnly(look.now()));
        long readOnly = millisSince(failed);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200 + random.nextInt(800))); // until somebody promotes
        pair.promote();
        long promoted = System.nanoTime();
        traffic.awaitEverybodyPosting(AT_MOST);
        return new Round(hangs, readOnly, millisSince(promoted), millisSince(failed));
    }

    private static boolean servedReadOnly(Answer answer) {
        return answer.status() == 200
                && answer.headers().firstValue("preau-read-only").isPresent();
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }

    private static Verdict verdict(Map<String, Object> figures, Findings findings, List<Round> done) {
        long slowest = most(done, Round::afterFailure);
        figures.put("readOnlyMaxMillis", most(done, Round::readOnly));
        figures.put("backAfterPromotionMaxMillis", most(done, Round::afterPromotion));
        figures.put("backAfterFailureMaxMillis", slowest);
        figures.put(
                Verdict.OWN,
                "writes back at most " + figures.get("backAfterPromotionMaxMillis") + " ms after promotion, reads "
                        + figures.get("readOnlyMaxMillis") + " ms after the failure");
        return new Verdict(findings.none() && slowest <= GOAL_MILLIS, figures);
    }

    private static long most(List<Round> done, ToLongFunction<Round> figure) {
        return done.stream().mapToLong(figure).max().orElse(0);
    }
}
