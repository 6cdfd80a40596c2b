package fr.preau.hub.email;

import fr.preau.bridge.Failure;
import fr.preau.bridge.Outcome;
import fr.preau.bridge.email.Mail;
import fr.preau.bridge.email.MailSender;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.reach.Carrier;
import fr.preau.hub.reach.Claimed;
import fr.preau.hub.reach.Digests;
import fr.preau.hub.reach.Wordings;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the daily e-mails: one a mailbox, with all that is due for it and still wanted at that moment. One a node that
 * delivers; a mailbox is never two nodes' work at a time.
 */
final class DigestVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(DigestVerticle.class);
    private static final long LOOK_MILLIS = 2_000;

    private final Ground ground;
    private final MailSender sender;
    private final Composer composer;
    private final Digests digests;
    private final Letters letters;
    private final SentStore sent;
    private Future<?> round = Future.succeededFuture();
    private boolean stopping;

    /** @param carrier whose slots the e-mails take */
    DigestVerticle(Ground ground, MailSender sender, Composer composer, Carrier carrier, Wordings wordings) {
        this.ground = ground;
        this.sender = sender;
        this.composer = composer;
        this.digests = new Digests(
                ground,
                carrier,
                ground.settings().node().name() + "-digest-"
                        + Long.toHexString(ground.random().nextLong()));
        this.letters = new Letters(ground.vertx(), ground.pool(), wordings);
        this.sent = new SentStore(ground.pool());
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(LOOK_MILLIS, tick -> look());
        return Future.succeededFuture();
    }

    private void look() {
        if (!stopping && round.isComplete() && ground.writable()) {
            round = digests.claim()
                    .compose(this::sendAll)
                    .onSuccess(found -> {
                        if (found) {
                            context.runOnContext(more -> look());
                        }
                    })
                    .onFailure(failure -> LOG.warn("daily e-mails must wait: {}", failure.toString()));
        }
    }

    private Future<Boolean> sendAll(Digests.Due due) {
        List<Future<Void>> all = new ArrayList<>();
        long wait = due.first().toMillis() + 1;
        for (var mailbox : due.mailboxes()) {
            all.add(vertx.timer(wait, TimeUnit.MILLISECONDS).compose(slot -> send(mailbox)));
            wait += Math.max(1, due.apart().toMillis() + 1);
        }
        return Future.join(all).map(done -> due.found());
    }

    private Future<Void> send(List<Claimed> mailbox) {
        var token = MailToken.next(ground.random());
        var now = ground.clock().instant();
        return letters.prepare(mailbox)
                .compose(read -> sent.issue(mailbox, token, now))
                .map(issued -> composer.digest(mailbox, letters, token, now))
                .transform(made -> made.succeeded() ? hand(made.result()) : notSent(made.cause()))
                .compose(outcome -> digests.record(mailbox, outcome));
    }

    /** A bug in the adapter must not send twice. */
    private Future<Outcome> hand(Mail mail) {
        return sender.send(mail).recover(bug -> {
            LOG.error("the adapter of {} failed", sender.name(), bug);
            return Future.succeededFuture(new Outcome.Unknown("adapter failed"));
        });
    }

    private static Future<Outcome> notSent(Throwable cause) {
        LOG.warn("a daily e-mail could not be made", cause);
        return Future.succeededFuture(new Outcome.RetryLater(Duration.ofMinutes(1), Failure.OTHER, 0));
    }

    @Override
    public Future<?> stop() {
        stopping = true;
        return round.otherwiseEmpty().timeout(patience(), TimeUnit.SECONDS).otherwiseEmpty();
    }

    private long patience() {
        var limits = ground.settings().limits();
        return Math.max(1, Math.min(limits.providerSeconds(), limits.shutdownSeconds() - 2));
    }
}
