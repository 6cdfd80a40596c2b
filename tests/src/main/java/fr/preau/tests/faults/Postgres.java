package fr.preau.tests.faults;

import fr.preau.tests.measure.Case;
import fr.preau.tests.measure.HubProcess;
import fr.preau.tests.measure.Options;
import fr.preau.tests.measure.Table;
import fr.preau.tests.measure.Verdict;
import fr.preau.tests.measure.WorkFolder;
import fr.preau.tests.world.Databases;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Eight clients post while PostgreSQL is killed with SIGKILL: the one that the hub runs itself, once its postmaster and
 * once one of its children, and one that somebody else runs and starts again. The hub has to answer meanwhile that it
 * will be back, and be back by itself.
 */
final class Postgres implements Case {
    private static final int AUTHORS = 8;
    private static final long GOAL_MILLIS = 30_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration AT_MOST = Duration.ofSeconds(90);

    /** What is killed. */
    private interface Victim {
        String name();

        /** Kills it and, where nobody else does, starts it again after the pause. */
        void kill(long pauseMillis) throws Exception;
    }

    @Override
    public String about() {
        return "kill -9 of PostgreSQL, the hub's own and somebody else's, while 8 clients post (a round is one kill, all on two starts) [--rounds 10]"
                + " [--seed 1]";
    }

    @Override
    public double secondsARound() {
        return 3;
    }

    @Override
    public Verdict run(Options options, Table out) throws Exception {
        int rounds = options.only("rounds", "seed").number("rounds", 10);
        Random random = new Random(options.number("seed", 1));
        Table table = out.head("round", "killed         ", "ms to writes", "acknowledged");
        Tally tally = new Tally(table);
        try (Scene scene = Scene.open("postgres", Map.of());
                Traffic traffic = scene.traffic(AUTHORS, PATIENCE, Pace.STEADY)) {
            List<Victim> victims = List.of(new Postmaster(scene.hub()), new Child(scene.hub()));
            kill(victims, (rounds + 1) / 2, traffic, random, tally);
            tally.add(traffic, traffic.finish(scene.database(), AT_MOST));
        }
        if (rounds > 1) {
            others(rounds / 2, random, tally);
        }
        return tally.verdict(rounds, GOAL_MILLIS);
    }

    private static void others(int rounds, Random random, Tally tally) throws Exception {
        try (WorkFolder folder = WorkFolder.make("postgres");
                PostgresServer server = PostgresServer.make(folder.path());
                HubProcess hub = HubProcess.start(
                        folder.path(), List.of(), Scene.settings(Databases.settings(server.address())))) {
            Town town = Town.settle(server.address(), hub.origin());
            try (Traffic traffic = Traffic.begin(town, AUTHORS, Doors.of(hub.base()), PATIENCE, Pace.STEADY)) {
                kill(List.of(new SomebodyElses(server)), rounds, traffic, random, tally);
                tally.add(traffic, traffic.finish(server.address(), AT_MOST));
            }
        }
    }

    private static void kill(List<Victim> victims, int rounds, Traffic traffic, Random random, Tally tally)
            throws Exception {
        for (int round = 0; round < rounds; round++) {
            traffic.awaitEverybodyPosting(AT_MOST);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(500))); // the random moment itself
            long before = traffic.acknowledged();
            Victim victim = victims.get(round % victims.size());
            long killed = System.nanoTime();
            victim.kill(500 + random.nextInt(1_000));
            traffic.awaitEverybodyPosting(AT_MOST);
            tally.round(victim.name(), killed, traffic.acknowledged() - before);
        }
    }

    /** The process that starts all others of the hub's own PostgreSQL. */
    private record Postmaster(HubProcess hub) implements Victim {
        @Override
        public String name() {
            return "postmaster";
        }

        @Override
        public void kill(long pauseMillis) {
            servers(hub).getFirst().destroyForcibly();
        }
    }

    /** One of its children that serve: all others then end as well, and PostgreSQL recovers by itself. */
    private record Child(HubProcess hub) implements Victim {
        @Override
        public String name() {
            return "child";
        }

        @Override
        public void kill(long pauseMillis) {
            servers(hub).getLast().destroyForcibly();
        }
    }

    private record SomebodyElses(PostgresServer server) implements Victim {
        @Override
        public String name() {
            return "somebody else's";
        }

        @Override
        public void kill(long pauseMillis) throws Exception {
            server.kill();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMillis)); // until somebody starts it
            server.again();
        }
    }

    /** The processes of PostgreSQL below the hub, the postmaster first and the youngest last. */
    private static List<ProcessHandle> servers(HubProcess hub) {
        return hub.children().stream()
                .filter(process -> process.info().command().orElse("").endsWith("/postgres"))
                .sorted(Comparator.comparing(
                        process -> process.info().startInstant().orElseThrow()))
                .toList();
    }
}
