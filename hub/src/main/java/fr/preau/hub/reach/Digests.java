package fr.preau.hub.reach;

import fr.preau.bridge.Outcome;
import fr.preau.channels.reach.Backoff;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The queue of what waits to be one line of a daily e-mail. All that is due for one mailbox is claimed together, sent
 * together, and recorded together; what becomes of the one e-mail becomes of each delivery in it.
 */
public final class Digests {
    private static final int MAILBOXES = 20;

    private final Ground ground;
    private final DigestStore claims;
    private final TriedStore tries;

    /** @param owner names this node's hold on what it claims */
    public Digests(Ground ground, Carrier carrier, String owner) {
        this.ground = ground;
        this.claims = new DigestStore(
                ground.pool(),
                carrier,
                owner,
                Duration.ofSeconds(ground.settings().limits().leaseSeconds()));
        this.tries = new TriedStore(ground.pool(), carrier, owner);
    }

    /**
     * What is to be sent now.
     *
     * @param mailboxes the deliveries of each mailbox, the pressing ones first
     * @param found whether anything was due at all, so that there may be more
     * @param first until the slot of the first e-mail
     * @param apart from one slot to the next
     */
    public record Due(List<List<Claimed>> mailboxes, boolean found, Duration first, Duration apart) {}

    /** Claims all that is due for some mailboxes. */
    public Future<Due> claim() {
        return claims.claim(MAILBOXES, ground.clock().instant());
    }

    /** Writes down what came of one e-mail, for each delivery in it that this node still holds. */
    public Future<Void> record(List<Claimed> together, Outcome outcome) {
        var now = ground.clock().instant();
        return tries.record(
                        together.stream()
                                .map(claimed -> Tried.of(claimed, outcome, again(claimed, outcome, now)))
                                .toList(),
                        now)
                .onSuccess(done -> ReachChange.publish(
                        ground.vertx().eventBus(),
                        together.stream().map(Claimed::post).toList()));
    }

    private Optional<Tried.Next> again(Claimed claimed, Outcome outcome, Instant now) {
        return outcome instanceof Outcome.RetryLater later
                ? Optional.of(new Tried.Next(
                        now.plus(Backoff.STANDARD.wait(claimed.attempt(), later.after(), ground.random())), 0))
                : Optional.empty();
    }
}
