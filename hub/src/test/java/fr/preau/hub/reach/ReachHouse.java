package fr.preau.hub.reach;

import fr.preau.channels.reach.Route;
import fr.preau.config.Settings;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.ground.Moments;
import fr.preau.hub.ground.MovedClock;
import fr.preau.hub.ground.TestDatabase;
import fr.preau.hub.pause.PausePolicies;
import fr.preau.hub.sms.SmsCarrier;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Planner and worker on a real database, a clock that a test moves, and a provider that does as it is told. */
final class ReachHouse implements AutoCloseable {
    static final Instant MONDAY_NOON = LocalDateTime.parse("2026-11-02T12:00")
            .atZone(ZoneId.of("Europe/Paris"))
            .toInstant();

    final Vertx vertx = Vertx.vertx();
    final ScriptedProvider provider = new ScriptedProvider("scripted");
    final Ground ground;
    final ReachTown town;
    final PausePolicies pauses;
    private final MovedClock clock = new MovedClock(MONDAY_NOON);
    private int workers;

    ReachHouse(Map<String, String> settings) {
        var values = new HashMap<>(Map.of("node.name", "test", "sms.perSecond", "10000"));
        values.putAll(settings);
        var pool = TestDatabase.fresh(vertx);
        ground = new Ground(vertx, pool, Settings.of(values), clock, new Random(1), new SimpleMeterRegistry());
        town = new ReachTown(pool);
        pauses = PausePolicies.open(ground);
    }

    /** This ground under other settings. */
    Ground with(Map<String, String> settings) {
        return new Ground(
                vertx, ground.pool(), Settings.of(settings), ground.clock(), ground.random(), ground.meters());
    }

    Instant now() {
        return clock.instant();
    }

    void moveTo(Instant instant) {
        clock.moveTo(instant);
    }

    void pass(Duration time) {
        clock.pass(time);
    }

    /** What the outbox would do for a new post. */
    void plan(UUID post) {
        follow(post, PostFollower.Cause.POSTED);
        workOff();
    }

    /** What the outbox would do for the later stages and rounds that are due. */
    void workOff() {
        for (var due = due(); !due.isEmpty(); due = due()) {
            for (Row row : due) {
                town.run("update outbox set done_at = $2 where id = $1", row.getLong("id"), Moments.utc(now()));
                follow(new PostFollower.Happened(
                        row.getUUID("post_id"),
                        PostFollower.Cause.valueOf(row.getString("cause").toUpperCase(Locale.ROOT)),
                        row.getInteger("stage"),
                        row.getInteger("round")));
            }
        }
    }

    private List<Row> due() {
        return town.rows(
                "select * from outbox where done_at is null and cause in ('escalated', 'reminded') and due_at <= $1 order by due_at, id",
                Moments.utc(now()));
    }

    void follow(UUID post, PostFollower.Cause cause) {
        follow(new PostFollower.Happened(post, cause, 0, 0));
    }

    private void follow(PostFollower.Happened happened) {
        ReachTown.await(ground.pool()
                .withTransaction(transaction ->
                        new ReachPlanner(ground, EnumSet.allOf(Route.class), pauses).follow(transaction, happened)));
    }

    Worker worker() {
        Carrier carrier = carrier(provider);
        return worker(carrier, List.of(carrier));
    }

    Carrier carrier(ScriptedProvider by) {
        return new SmsCarrier(ground, by, ground.settings().sms().perSecond(), "PREAU");
    }

    Worker worker(Carrier carrier, List<Carrier> carriers) {
        var worker = new Worker(ground, carrier, carriers, "worker-" + ++workers, () -> {});
        ReachTown.await(worker.prepare());
        return worker;
    }

    /** One round, to its end, after what is late was moved, as the hub does every second. */
    void work(Worker worker) {
        ReachTown.await(pauses.moveLate());
        ReachTown.await(worker.work().compose(more -> worker.drained()));
    }

    @Override
    public void close() {
        ReachTown.await(ground.pool().close());
        ReachTown.await(vertx.close());
    }
}
