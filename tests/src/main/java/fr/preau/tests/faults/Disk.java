package fr.preau.tests.faults;

import fr.preau.hub.ground.DatabaseAddress;
import fr.preau.hub.ground.EmbeddedPostgres;
import fr.preau.tests.measure.Case;
import fr.preau.tests.measure.HubProcess;
import fr.preau.tests.measure.Options;
import fr.preau.tests.measure.Table;
import fr.preau.tests.measure.Verdict;
import fr.preau.tests.measure.WorkFolder;
import fr.preau.tests.world.Databases;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The disk of the hub's own PostgreSQL runs full while eight clients post. In odd rounds only its tables cannot grow; in
 * even ones its log cannot either, which makes PostgreSQL panic and, as long as the disk stays full, fail to start. When
 * there is room again the hub has to be back by itself.
 */
final class Disk implements Case {
    private static final int AUTHORS = 8;
    private static final int MEGABYTES = 400;
    private static final long GOAL_MILLIS = 30_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration AT_MOST = Duration.ofSeconds(90);

    @Override
    public String about() {
        return "the disk of PostgreSQL runs full while 8 clients post, and has room again (a round is one full disk, all on one start) [--rounds 10]";
    }

    @Override
    public double secondsARound() {
        return 4;
    }

    @Override
    public Verdict run(Options options, Table out) throws Exception {
        int rounds = options.only("rounds").number("rounds", 10);
        try (WorkFolder folder = WorkFolder.make("disk")) {
            Optional<SmallDisk> disk =
                    SmallDisk.mount(Files.createDirectory(folder.path().resolve("data")), MEGABYTES);
            if (disk.isEmpty()) {
                return Verdict.notRun("a small file system cannot be mounted here; root may");
            }
            try (SmallDisk small = disk.get();
                    HubProcess hub = HubProcess.start(folder.path(), List.of(), Scene.settings(Map.of()))) {
                return fill(rounds, small, hub, out);
            }
        }
    }

    private static Verdict fill(int rounds, SmallDisk disk, HubProcess hub, Table out) throws Exception {
        Tally tally = new Tally(out.head("round", "full  ", "ms to writes", "acknowledged"));
        DatabaseAddress database =
                EmbeddedPostgres.running(disk.folder().resolve("postgres")).orElseThrow();
        Town town = Town.settle(database, hub.origin());
        try (Traffic traffic = Traffic.begin(town, AUTHORS, Doors.of(hub.base()), PATIENCE, Pace.FLAT_OUT)) {
            for (int round = 1; round <= rounds; round++) {
                traffic.awaitEverybodyPosting(AT_MOST);
                long before = traffic.acknowledged();
                disk.fill();
                untilNothingIsTaken(traffic);
                boolean log = round % 2 == 0;
                if (log) {
                    fillLog(database);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500)); // until somebody makes room
                disk.free();
                long freed = System.nanoTime();
                traffic.awaitEverybodyPosting(AT_MOST);
                tally.round(log ? "log" : "tables", freed, traffic.acknowledged() - before);
            }
            tally.add(traffic, traffic.finish(database, AT_MOST));
        }
        return tally.verdict(rounds, GOAL_MILLIS);
    }

    /** Until no post was acknowledged for a second. */
    private static void untilNothingIsTaken(Traffic traffic) {
        AtomicLong last = new AtomicLong(-1);
        AtomicLong since = new AtomicLong();
        Traffic.await(AT_MOST, "the end of all room", () -> {
            long now = traffic.acknowledged();
            if (last.getAndSet(now) != now) {
                since.set(System.nanoTime());
            }
            return System.nanoTime() - since.get() > TimeUnit.SECONDS.toNanos(1);
        });
    }

    /** Writes into PostgreSQL's log until that is full as well, at which it panics. */
    private static void fillLog(DatabaseAddress database) {
        try (Connection connection = Databases.connect(database);
                Statement sql = connection.createStatement()) {
            for (int megabytes = 0; megabytes < 10 * MEGABYTES; megabytes++) {
                sql.execute("SELECT pg_logical_emit_message(false, 'fault', repeat('x', 1000000))");
            }
            throw new IllegalStateException("the log is not full");
        } catch (SQLException full) {
            return;
        }
    }
}
