package fr.preau.tests.faults;

import fr.preau.hub.ground.DatabaseAddress;
import fr.preau.hub.ground.EmbeddedPostgres;
import fr.preau.tests.faults.LedgerCheck.Findings;
import fr.preau.tests.faults.LedgerCheck.Stored;
import fr.preau.tests.measure.Case;
import fr.preau.tests.measure.HubProcess;
import fr.preau.tests.measure.Options;
import fr.preau.tests.measure.Table;
import fr.preau.tests.measure.Verdict;
import fr.preau.tests.measure.WorkFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Eight clients post; the hub is killed with SIGKILL at a random moment and started again, round after round. In the
 * end every acknowledged post must be there, once, under the number that the acknowledgment gave, and no channel may
 * have a gap; what was never acknowledged was sent again under its key and must be there once, too.
 */
final class Kill implements Case {
    private static final int CLIENTS = 8;
    private static final Duration ORPHAN_PATIENCE = Duration.ofSeconds(5);

    @Override
    public String about() {
        return "kill -9 of the hub while 8 clients post (goal: 0 lost, 0 doubled, no gap) [--rounds 100] [--seed 1]";
    }

    @Override
    public Verdict run(Options options, Table out) throws Exception {
        int rounds = options.only("rounds", "seed").number("rounds", 100);
        Random random = new Random(options.number("seed", 1));
        Table table = out.head("round", "ms to ready", "killed after ms", "acknowledged", "left open", "orphans");
        Ledger ledger = new Ledger();
        List<Long> ready = new ArrayList<>();
        int orphans = 0;
        try (WorkFolder folder = WorkFolder.make("kill")) {
            HubProcess hub = HubProcess.start(folder.path(), List.of(), settings());
            try {
                Town town = Town.settle(database(folder.path()), hub);
                for (int round = 1; round <= rounds; round++) {
                    long before = ledger.acknowledgedCount();
                    int killedAfter = killWhilePosting(hub, town.posters(hub, ledger, CLIENTS), random);
                    int left = orphansOf(hub, folder.path());
                    orphans += left;
                    long acknowledged = ledger.acknowledgedCount();
                    long open = ledger.entries().size() - acknowledged;
                    table.row(round, hub.readyAfter().toMillis(), killedAfter, acknowledged - before, open, left);
                    hub = hub.again();
                    ready.add(hub.readyAfter().toMillis());
                }
                town.posters(hub, ledger, CLIENTS).forEach(Poster::settle);
                return verdict(rounds, ledger, town.stored(hub), ready, orphans, table);
            } finally {
                hub.kill();
                orphansOf(hub, folder.path());
            }
        }
    }

    /** Lets the posters run, kills the hub at a random moment after all of them have begun; milliseconds until then. */
    private static int killWhilePosting(HubProcess hub, List<Poster> posters, Random random)
            throws InterruptedException {
        int patience = 50 + random.nextInt(1_000);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<java.util.concurrent.Future<?>> running = new ArrayList<>();
            posters.forEach(poster -> running.add(threads.submit(poster::postUntilCut)));
            awaitAll(posters);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(patience)); // the random moment itself
            hub.kill();
            for (var one : running) {
                one.get(30, TimeUnit.SECONDS);
            }
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("a client failed", e);
        }
        return patience;
    }

    private static void awaitAll(List<Poster> posters) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (posters.stream().anyMatch(poster -> poster.posted() == 0)) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("not every client got an acknowledgment within 30 s");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private static int orphansOf(HubProcess killed, Path folder) {
        long until = System.nanoTime() + ORPHAN_PATIENCE.toNanos();
        int left = Orphans.of(folder);
        while (left > 0 && System.nanoTime() < until) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            left = Orphans.of(folder);
        }
        return killed.isAlive() ? left + 1 : left;
    }

    private static Verdict verdict(
            int rounds, Ledger ledger, List<Stored> stored, List<Long> ready, int orphans, Table table) {
        Findings findings = LedgerCheck.check(ledger.entries(), stored);
        if (!findings.none()) {
            table.say("Found: " + findings);
        }
        ledger.breaches().forEach(breach -> table.say("Answer: " + breach));
        long slowest = ready.stream().max(Long::compare).orElse(0L);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("rounds", rounds);
        figures.put("acknowledged", ledger.acknowledgedCount());
        figures.put("neverAcknowledged", ledger.entries().size() - ledger.acknowledgedCount());
        figures.put("lost", findings.lost().size());
        figures.put("doubled", findings.doubled().size());
        figures.put("reordered", findings.reordered().size());
        figures.put("gaps", findings.gaps().size());
        figures.put("foreign", findings.foreign().size());
        figures.put("wrongAnswers", ledger.breaches().size());
        figures.put("orphans", orphans);
        figures.put("readyMedianMillis", ready.stream().sorted().toList().get(ready.size() / 2));
        figures.put("readyMaxMillis", slowest);
        boolean ok = findings.none() && ledger.breaches().isEmpty() && orphans == 0 && ledger.acknowledgedCount() > 0;
        return new Verdict(ok, figures);
    }

    private static Map<String, String> settings() {
        return Map.of(
                "limits.accessTokenMinutes", "60",
                "limits.loginBurst", "10000",
                "limits.messagesPerMinute", "1000000",
                "pause.enabled", "false",
                "log.level", "warn");
    }

    private static DatabaseAddress database(Path folder) {
        return EmbeddedPostgres.running(folder.resolve("data").resolve("postgres"))
                .orElseThrow();
    }
}
