package fr.preau.tests.faults;

import fr.preau.tests.measure.Case;
import fr.preau.tests.measure.HubProcess;
import fr.preau.tests.measure.Options;
import fr.preau.tests.measure.Table;
import fr.preau.tests.measure.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Eight clients post as fast as they can; the hub is killed with SIGKILL at a random moment and started again, round
 * after round. What was never acknowledged is sent again under its key.
 */
final class Kill implements Case {
    private static final int AUTHORS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration AT_MOST = Duration.ofSeconds(60);

    @Override
    public String about() {
        return "kill -9 of the hub while 8 clients post [--rounds 100] [--seed 1]";
    }

    @Override
    public Verdict run(Options options, Table out) throws Exception {
        int rounds = options.only("rounds", "seed").number("rounds", 100);
        Random random = new Random(options.number("seed", 1));
        Table table = out.head("round", "killed after ms", "ms to ready", "acknowledged", "orphans");
        List<Long> ready = new ArrayList<>();
        int orphans = 0;
        try (Scene scene = Scene.open("kill", Map.of());
                Traffic traffic = scene.traffic(AUTHORS, PATIENCE, Pace.FLAT_OUT)) {
            for (int round = 1; round <= rounds; round++) {
                long before = traffic.acknowledged();
                traffic.awaitEverybodyPosting(AT_MOST);
                if (round == (rounds + 1) / 2) {
                    traffic.takeAway(scene.database());
                }
                int killedAfter = 50 + random.nextInt(1_000);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(killedAfter)); // the random moment itself
                scene.hub().kill();
                int left = Orphans.awaitNone(scene.folder());
                orphans += left;
                HubProcess hub = scene.again();
                ready.add(hub.readyAfter().toMillis());
                table.row(round, killedAfter, ready.getLast(), traffic.acknowledged() - before, left);
            }
            traffic.awaitEverybodyPosting(AT_MOST);
            Findings findings = traffic.finish(scene.database(), AT_MOST);
            Map<String, Object> figures = traffic.figures(rounds, findings, table);
            figures.put("orphans", orphans);
            figures.put("readyMedianMillis", ready.stream().sorted().toList().get(ready.size() / 2));
            figures.put("readyMaxMillis", ready.stream().max(Long::compare).orElse(0L));
            figures.put(
                    Verdict.OWN,
                    "ready again after " + figures.get("readyMedianMillis") + " ms, at most "
                            + figures.get("readyMaxMillis") + " ms");
            return new Verdict(findings.none() && orphans == 0 && traffic.acknowledged() > 0, figures);
        }
    }
}
