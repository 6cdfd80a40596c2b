package fr.preau.hub.reach;

import fr.preau.bridge.Failure;
import fr.preau.bridge.Outcome;
import fr.preau.channels.reach.Backoff;
import fr.preau.channels.reach.Breaker;
import fr.preau.channels.reach.SmsPlan;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due: claims as many deliveries as it has room for, hands each over in one request, and writes down what came
 * of it. No database connection is held during a request. Belongs to one event loop.
 *
 * <p>A try that certainly was not sent goes back into the queue after a growing, jittered wait, outside the pause; one of
 * which nobody knows is left to the provider's report.
 */
final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final Ground ground;
    private final Carrier carrier;
    private final ClaimStore claims;
    private final QueueStore queue;
    private final Recorder recorder;
    private final SmsPlan plan;
    private final Backoff backoff;
    private final ReachMeters meters;
    private final int most;
    private final Runnable room;
    private boolean hungry;
    private Breaker breaker = Breaker.CLOSED;
    private int open;
    private Future<Boolean> round = Future.succeededFuture(false);

    /** @param room called when there is room again and more was due */
    Worker(Ground ground, Carrier carrier, String owner, Runnable room) {
        var limits = ground.settings().limits();
        var lease = Duration.ofSeconds(limits.leaseSeconds());
        this.ground = ground;
        this.carrier = carrier;
        this.claims = new ClaimStore(ground.pool(), carrier, owner, lease);
        this.queue = new QueueStore(ground.pool(), carrier);
        this.recorder = new Recorder(ground, new TriedStore(ground.pool(), carrier, owner), this::written);
        this.plan = SmsPlan.of(ground.settings().pause(), limits);
        this.backoff = Backoff.STANDARD;
        this.meters = new ReachMeters(ground.meters(), carrier);
        this.most = limits.deliveryBatch();
        this.room = room;
        meters.watch(() -> open);
    }

    /** Must be called once before anything else. */
    Future<Void> prepare() {
        return claims.openBudget(ground.clock().instant());
    }

    /**
     * One round of claiming, unless one is under way, half of the room is taken, or the provider takes nothing. Succeeds
     * with whether another round should follow at once.
     */
    Future<Boolean> work() {
        var now = ground.clock().instant();
        if (!round.isComplete() || open > most / 2 || !breaker.lets(now)) {
            return Future.succeededFuture(false);
        }
        round = claims.claim(most - open, plan.restsAt(now), now).compose(this::take);
        return round;
    }

    private Future<Boolean> take(ClaimStore.Claim claim) {
        meters.settled(claim.settled());
        hungry = claim.foundAny() && !claim.exhausted();
        open += claim.toSend().size();
        return carrier.prepare(claim.toSend())
                .onSuccess(ready -> claim.toSend().forEach(this::send))
                .onFailure(failure -> {
                    LOG.warn(
                            "what {} deliveries say cannot be read",
                            claim.toSend().size(),
                            failure);
                    claim.toSend().forEach(claimed -> note(claimed, notSent()));
                })
                .transform(ready -> Future.succeededFuture(hungry));
    }

    private void send(Claimed claimed) {
        var timer = meters.start();
        carrier.send(claimed)
                // A bug in an adapter must neither send twice nor hold a place for ever.
                .recover(bug -> {
                    LOG.error("the adapter of {} failed", carrier.name(), bug);
                    return Future.succeededFuture(new Outcome.Unknown("adapter failed"));
                })
                .onSuccess(outcome -> {
                    meters.stop(timer, outcome);
                    note(claimed, outcome);
                });
    }

    private void note(Claimed claimed, Outcome outcome) {
        var now = ground.clock().instant();
        breaker = switch (outcome) {
            case Outcome.RetryLater later -> failed(later, now);
            case Outcome.Unknown unknown -> breaker.failed(now, Duration.ZERO);
            case Outcome.Accepted accepted -> breaker.worked();
            case Outcome.Rejected rejected -> breaker.worked();
        };
        recorder.add(Tried.of(claimed, outcome, again(claimed, outcome, now)));
    }

    private Breaker failed(Outcome.RetryLater later, Instant now) {
        if (later.failure() == Failure.ACCOUNT && breaker.failures() == 0) {
            LOG.warn(
                    "{} refuses this account or its settings, code {}: check {}.*",
                    carrier.name(),
                    later.code(),
                    carrier.route().code());
        }
        return breaker.failed(now, later.after());
    }

    private Instant again(Claimed claimed, Outcome outcome, Instant now) {
        if (!(outcome instanceof Outcome.RetryLater later)) {
            return now;
        }
        var wait = backoff.wait(claimed.attempt(), later.after(), ground.random());
        return plan.leavesAt(now.plus(wait), claimed.address());
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
                .mapEmpty();
    }

    /** Ends the round that is under way, and succeeds when every request has its answer and that is written. */
    Future<Void> drained() {
        return round.transform(last -> settle());
    }

    private Future<Void> settle() {
        return open == 0 ? Future.succeededFuture() : ground.vertx().timer(20).compose(later -> settle());
    }
}
