package fr.preau.hub.sms;

import fr.preau.bridge.Outcome;
import fr.preau.bridge.sms.SmsMessage;
import fr.preau.bridge.sms.SmsProvider;
import fr.preau.channels.reach.Backoff;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what the hub says back to telephones, and finds messages that a node left behind when it ended. One a node that
 * delivers.
 */
final class AnswerVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerVerticle.class);
    private static final long LOOK_MILLIS = 500;
    private static final long SWEEP_MILLIS = 5_000;

    /** So long a link that ended says so. */
    private static final Duration LINKS_KEPT = Duration.ofDays(90);

    /** Tries of what certainly was not sent; an answer that comes hours later helps nobody. */
    private static final int TRIES = 8;

    private final Ground ground;
    private final List<SmsProvider> providers;
    private final Inbound inbound;
    private final Optional<SmppDoor> second;
    private final LinkStore links;
    private final AnswerStore store;
    private Future<Void> round = Future.succeededFuture();

    /** @param providers who can carry answers, the preferred one first */
    AnswerVerticle(Ground ground, List<SmsProvider> providers, Inbound inbound, Optional<SmppDoor> second) {
        this.ground = ground;
        this.providers = List.copyOf(providers);
        this.inbound = inbound;
        this.second = second;
        this.links = new LinkStore(ground.pool());
        this.store = new AnswerStore(ground.pool());
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(LOOK_MILLIS, tick -> look());
        vertx.setPeriodic(SWEEP_MILLIS, tick -> sweep());
        return Future.succeededFuture();
    }

    private void look() {
        if (round.isComplete() && ground.writable()) {
            var limits = ground.settings().limits();
            round = store.claim(ground.clock().instant(), Duration.ofSeconds(limits.leaseSeconds()))
                    .compose(due -> Future.join(due.stream().map(this::send).toList()))
                    .<Void>mapEmpty()
                    .onFailure(failure -> LOG.warn("answers cannot be sent: {}", failure.toString()));
        }
    }

    /** One request: a refusal that is the provider's own goes to the other one, once. */
    private Future<Void> send(AnswerStore.Due due) {
        var provider = provider(due);
        return provider.send(new SmsMessage(0, due.attempt(), due.address(), due.body()))
                .recover(bug -> Future.succeededFuture(new Outcome.Unknown("adapter failed")))
                .compose(outcome -> {
                    boolean other = outcome instanceof Outcome.Rejected refused
                            && refused.failure().ofProvider()
                            && due.refusedBy().isEmpty()
                            && providers.size() > 1;
                    return store.record(
                            due,
                            provider.name(),
                            last(due, outcome),
                            other,
                            other ? ground.clock().instant() : again(due, outcome));
                });
    }

    /** The one on which the message came in, whose number the telephone knows; after its refusal the other one. */
    private SmsProvider provider(AnswerStore.Due due) {
        return due.refusedBy()
                .flatMap(refused -> providers.stream()
                        .filter(other -> !other.name().equals(refused))
                        .findFirst())
                .or(() -> providers.stream()
                        .filter(same -> same.name().equals(due.cameBy()))
                        .findFirst())
                .orElseGet(providers::getFirst);
    }

    private static Outcome last(AnswerStore.Due due, Outcome outcome) {
        return outcome instanceof Outcome.RetryLater later && due.attempt() >= TRIES
                ? new Outcome.Rejected(later.failure(), later.code())
                : outcome;
    }

    private Instant again(AnswerStore.Due due, Outcome outcome) {
        var asked = outcome instanceof Outcome.RetryLater later ? later.after() : Duration.ZERO;
        return ground.clock().instant().plus(Backoff.STANDARD.wait(due.attempt(), asked, ground.random()));
    }

    private void sweep() {
        if (!ground.writable()) {
            return;
        }
        store.lost(ground.clock().instant())
                .compose(done -> inbound.sweep())
                .compose(done -> links.forget(ground.clock().instant().minus(LINKS_KEPT)))
                .compose(done -> second.map(SmppDoor::sweep).orElseGet(Future::succeededFuture))
                .onFailure(failure -> LOG.warn("messages left behind cannot be looked for: {}", failure.toString()));
    }

    @Override
    public Future<?> stop() {
        return round.transform(done -> Future.succeededFuture());
    }
}
