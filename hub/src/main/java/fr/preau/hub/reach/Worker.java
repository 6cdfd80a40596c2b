package fr.preau.hub.reach;

import fr.preau.bridge.Failure;
import fr.preau.bridge.Outcome;
import fr.preau.channels.reach.Backoff;
import fr.preau.channels.reach.Rota;
import fr.preau.channels.reach.Route;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due: claims as many deliveries as it has room and slots for, hands each over in one request in its slot, and
 * writes down what came of it. No database connection is held during a request. Belongs to one event loop.
 *
 * <p>A try that certainly was not sent goes back into the queue: for the next carrier of the route at once, or after a
 * growing, jittered wait. One of which nobody knows is left to the provider's report.
 */
final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final Ground ground;
    private final Carrier carrier;
    private final Rivals rivals;
    private final ClaimStore claims;
    private final GateStore gates;
    private final QueueStore queue;
    private final AlarmStore alarm;
    private final Health health;
    private final Pace pace;
    private final Recorder recorder;
    private final Backoff backoff;
    private final ReachMeters meters;
    private final int most;
    private final Runnable room;
    private boolean hungry;
    private int open;
    private Future<Boolean> round = Future.succeededFuture(false);

    /**
     * @param carriers all of the hub, the preferred ones first
     * @param room called when there is room again and more was due
     */
    Worker(Ground ground, Carrier carrier, List<Carrier> carriers, String owner, Runnable room) {
        var limits = ground.settings().limits();
        this.ground = ground;
        this.carrier = carrier;
        this.rivals = Rivals.of(carrier, carriers);
        this.gates = new GateStore(ground.pool(), rivals);
        this.claims = new ClaimStore(ground.pool(), carrier, rivals, gates, owner, terms(ground));
        this.queue = new QueueStore(ground.pool(), carrier);
        this.alarm = new AlarmStore(ground.pool());
        this.health = new Health(carrier, gates);
        this.pace = new Pace(ground.vertx(), this::send, this::again);
        this.recorder = new Recorder(ground, new TriedStore(ground.pool(), carrier, owner), health, this::written);
        this.backoff = Backoff.STANDARD;
        this.meters = new ReachMeters(ground.meters(), carrier);
        this.most = limits.deliveryBatch();
        this.room = room;
        meters.watch(() -> open);
    }

    private static ClaimStore.Terms terms(Ground ground) {
        var limits = ground.settings().limits();
        return new ClaimStore.Terms(
                Duration.ofSeconds(limits.leaseSeconds()),
                Duration.ofSeconds(limits.providerSeconds() + 1L),
                limits.smsSegments(),
                new BudgetCalendar(ground.settings().pause().zone()));
    }

    /** Must be called once before anything else. */
    Future<Void> prepare() {
        return gates.open();
    }

    /**
     * One round of claiming, unless one is under way or half of the room is taken. Succeeds with whether another round
     * should follow at once.
     */
    Future<Boolean> work() {
        if (!round.isComplete() || open > most / 2) {
            return Future.succeededFuture(false);
        }
        var now = ground.clock().instant();
        round = claims.claim(most - open, now).compose(this::take);
        return round;
    }

    private Future<Boolean> take(ClaimStore.Claim claim) {
        meters.settled(claim.settled());
        claim.breaker().ifPresent(health::saw);
        hungry = claim.foundAny() && !claim.exhausted();
        open += claim.toSend().size();
        return carrier.prepare(claim.toSend())
                .onSuccess(ready -> claim.slots().ifPresent(slots -> pace.add(claim.toSend(), slots)))
                .onFailure(failure -> {
                    LOG.warn(
                            "what {} deliveries say cannot be read",
                            claim.toSend().size(),
                            failure);
                    claim.toSend().forEach(claimed -> note(claimed, notSent()));
                })
                .transform(ready -> Future.succeededFuture(hungry));
    }

    /** Asks for new slots; what this worker lost meanwhile is somebody else's to record. */
    private void again(List<Claimed> missed) {
        claims.again(missed, ground.clock().instant())
                .onSuccess(claim -> {
                    meters.missed(missed.size());
                    open -= missed.size() - claim.toSend().size();
                    claim.slots().ifPresent(slots -> pace.add(claim.toSend(), slots));
                })
                .onFailure(failure -> {
                    LOG.warn("{} deliveries got no new slot: {}", missed.size(), failure.toString());
                    missed.forEach(claimed -> note(claimed, notSent()));
                });
    }

    private void send(Claimed claimed) {
        var timer = meters.start();
        carrier.send(claimed)
                // A bug in an adapter must neither send twice nor hold a place for ever.
                .recover(bug -> {
                    LOG.error("the adapter of {} failed", carrier.name(), bug);
                    return Future.succeededFuture(new Outcome.Unknown("adapter failed"));
                })
                .map(this::repeatable)
                .onSuccess(outcome -> {
                    meters.stop(timer, outcome);
                    health.heard(outcome);
                    note(claimed, outcome);
                });
    }

    /** What does no harm when it arrives twice is tried again when nobody knows whether it arrived. */
    private Outcome repeatable(Outcome outcome) {
        return outcome instanceof Outcome.Unknown && carrier.repeatable()
                ? new Outcome.RetryLater(Duration.ZERO, Failure.OTHER, 0)
                : outcome;
    }

    private void note(Claimed claimed, Outcome outcome) {
        recorder.add(Tried.of(claimed, outcome, next(claimed, outcome)));
    }

    private Optional<Tried.Next> next(Claimed claimed, Outcome outcome) {
        var now = ground.clock().instant();
        boolean othersLeft = rivals.rank() + 1 < rivals.count();
        return switch (outcome) {
            case Outcome.RetryLater later when later.failure().ofProvider() && othersLeft -> Optional.of(other(now));
            case Outcome.Rejected(Failure failure, int code)
            when failure.ofProvider() && othersLeft -> Optional.of(other(now));
            case Outcome.RetryLater later -> {
                var wait = backoff.wait(claimed.attempt(), later.after(), ground.random());
                yield Optional.of(new Tried.Next(now.plus(wait), 0));
            }
            case Outcome.Accepted accepted -> Optional.empty();
            case Outcome.Rejected rejected -> Optional.empty();
            case Outcome.Unknown unknown -> Optional.empty();
        };
    }

    private Tried.Next other(Instant now) {
        return new Tried.Next(now, Rota.after(rivals.rank(), rivals.count()));
    }

    private static Outcome notSent() {
        return new Outcome.RetryLater(Duration.ZERO, Failure.OTHER, 0);
    }

    private void written(int count) {
        open -= count;
        if (hungry && open <= most / 2) {
            room.run();
        }
    }

    /** Finds what workers that died left behind. */
    Future<Void> sweep() {
        return queue.sweep(ground.clock().instant())
                .onSuccess(meters::lost)
                .compose(lost -> queue.waiting())
                .onSuccess(meters::waiting)
                .compose(waiting -> warn());
    }

    private Future<Void> warn() {
        var zone = ground.settings().pause().zone();
        return carrier.route() == Route.SMS
                ? alarm.look(ground.clock().instant().atZone(zone).toLocalDate())
                : Future.succeededFuture();
    }

    /** Ends the round that is under way, and succeeds when every request has its answer and that is written. */
    Future<Void> drained() {
        return round.transform(last -> settle());
    }

    private Future<Void> settle() {
        return open == 0 ? Future.succeededFuture() : ground.vertx().timer(20).compose(later -> settle());
    }
}
