package fr.preau.bridge.sms.smpp;

import fr.preau.bridge.Failure;
import fr.preau.bridge.Outcome;
import fr.preau.bridge.sms.SmsMessage;
import fr.preau.bridge.sms.SmsProvider;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * An operator or aggregator over SMPP. The library's calls block, so each runs on a virtual thread; no more than the window
 * allows are without answer at a time.
 *
 * <p>Until a request is begun to be written, a failure means {@link Outcome.RetryLater}; from then on, without an answer,
 * {@link Outcome.Unknown}.
 */
public final class SmppSms implements SmsProvider {
    private final Vertx vertx;
    private final SmppAccount account;
    private final SmppWriting writing = new SmppWriting();
    private final SmppLink link;
    private final SmppRequest request;
    private final Semaphore window;

    /**
     * Begins to bind at once, in the background.
     *
     * @param side where receipts and messages that come in go
     */
    public SmppSms(Vertx vertx, SmppAccount account, SmppSide side, RandomGenerator random) {
        this.vertx = vertx;
        this.account = account;
        this.request = new SmppRequest(account, writing);
        this.window = new Semaphore(account.window(), true);
        this.link = new SmppLink(account, writing, new SmppReceiver(side, account.answerTimeout()), random);
    }

    @Override
    public String name() {
        return account.name();
    }

    /** Whether the link is bound at the moment. */
    public boolean isBound() {
        return link.session().isPresent();
    }

    @Override
    public Future<Outcome> send(SmsMessage message) {
        return aside(() -> {
            if (!window.tryAcquire(account.answerTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                return new Outcome.RetryLater(Duration.ZERO, Failure.BUSY, 0);
            }
            try {
                var session = link.session();
                return session.isPresent() ? request.submit(session.get(), message) : notBound();
            } finally {
                window.release();
            }
        });
    }

    private Outcome notBound() {
        if (link.untrusted()) {
            // Whoever answers there is not the provider: the operator must look, waiting alone mends nothing.
            return new Outcome.RetryLater(SmppCodes.SETTINGS_WAIT, Failure.ACCOUNT, 0);
        }
        int refused = link.refusedBind();
        return SmppCodes.isAccount(refused)
                ? SmppCodes.outcome(refused)
                : new Outcome.RetryLater(Duration.ZERO, Failure.NO_CONNECTION, refused);
    }

    @Override
    public Future<Void> close() {
        return aside(() -> {
            link.close();
            return null;
        });
    }

    /** Blocking work on a thread of its own; its result comes back to the caller's event loop. */
    private <T> Future<T> aside(Callable<T> work) {
        Promise<T> done = Promise.promise();
        var context = vertx.getOrCreateContext();
        Thread.ofVirtual().name("smpp-" + account.name()).start(() -> {
            try {
                var result = work.call();
                context.runOnContext(back -> done.complete(result));
            } catch (Exception e) {
                context.runOnContext(back -> done.fail(e));
            }
        });
        return done.future();
    }
}
