package fr.preau.bridge.sms.smpp;

import fr.preau.channels.reach.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jsmpp.DefaultPDUReader;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one bound session: binds as transceiver, and binds again after a growing, jittered wait when the link is lost. The
 * library asks a silent link whether it lives, and ends it when no answer comes.
 */
final class SmppLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SmppLink.class);
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

    /** Receipts come in bursts; what does not fit is answered with "throttled" and comes again. */
    private static final int QUEUE = 1_000;

    private final SmppAccount account;
    private final SmppWriting writing;
    private final MessageReceiverListener listener;
    private final RandomGenerator random;
    private final Thread keeper;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile boolean closed;
    private volatile Optional<SMPPSession> session = Optional.empty();
    private volatile int refusedBind;
    private volatile boolean untrusted;

    SmppLink(SmppAccount account, SmppWriting writing, MessageReceiverListener listener, RandomGenerator random) {
        this.account = account;
        this.writing = writing;
        this.listener = listener;
        this.random = random;
        this.keeper = Thread.ofVirtual().name("smpp-" + account.name()).start(this::keep);
    }

    /** The bound session, if there is one at the moment. */
    Optional<SMPPSession> session() {
        return session.filter(open -> open.getSessionState().isTransmittable());
    }

    /** The command_status with which the last bind was refused; 0 if it was not refused. */
    int refusedBind() {
        return refusedBind;
    }

    /** Whether the last try to connect ended at a certificate that is not the host's, or of an authority unknown here. */
    boolean untrusted() {
        return untrusted;
    }

    private void keep() {
        int failures = 0;
        while (!closed) {
            var bound = bind();
            if (bound.isPresent()) {
                failures = 0;
                session = bound;
                LOG.info("{}: bound to {}", account.name(), account.host());
                awaitEnd(bound.get());
                session = Optional.empty();
                if (!closed) {
                    LOG.warn("{}: the link to {} is lost", account.name(), account.host());
                }
            }
            failures++;
            pause(BACKOFF.wait(failures, Duration.ZERO, random));
        }
    }

    private Optional<SMPPSession> bind() {
        var fresh = new SMPPSession(
                writing, new DefaultPDUReader(), new SmppSockets(account.tls(), account.connectTimeout()));
        fresh.setMessageReceiverListener(listener);
        fresh.setQueueCapacity(QUEUE);
        fresh.setEnquireLinkTimer((int) account.enquireEvery().toMillis());
        fresh.setTransactionTimer(account.answerTimeout().toMillis());
        fresh.addSessionStateListener((now, before, source) -> signal());
        try {
            fresh.connectAndBind(
                    account.host(),
                    account.port(),
                    new BindParameter(
                            BindType.BIND_TRX,
                            account.systemId(),
                            account.password().value(),
                            "",
                            TypeOfNumber.UNKNOWN,
                            NumberingPlanIndicator.UNKNOWN,
                            null,
                            InterfaceVersion.IF_34),
                    account.connectTimeout().toMillis());
            refusedBind = 0;
            untrusted = false;
            return Optional.of(fresh);
        } catch (IOException e) {
            refusedBind = e.getCause() instanceof NegativeResponseException refused ? refused.getCommandStatus() : 0;
            untrusted = SmppSockets.isUntrusted(e);
            LOG.warn(
                    untrusted
                            ? "{}: the certificate of {} is not accepted, so nothing was sent to it: {}"
                            : "{}: cannot bind to {}: {}",
                    account.name(),
                    account.host(),
                    e.getMessage());
            fresh.close();
            return Optional.empty();
        }
    }

    private void awaitEnd(SMPPSession bound) {
        lock.lock();
        try {
            while (!closed && bound.getSessionState() != SessionState.CLOSED) {
                // A listener may be told before this thread listens, so it looks by itself too.
                changed.await(1, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            closed = true;
        } finally {
            lock.unlock();
        }
        if (closed) {
            bound.unbindAndClose();
        }
    }

    private void pause(Duration wait) {
        lock.lock();
        try {
            long nanos = wait.toNanos();
            while (!closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    private void signal() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Unbinds; waits until that is done. */
    @Override
    public void close() {
        closed = true;
        signal();
        try {
            keeper.join(account.answerTimeout().plusSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
