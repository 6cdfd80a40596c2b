package fr.preau.hub.email;

import fr.preau.bridge.email.MailReceiver;
import fr.preau.config.Settings.Email.Inbound;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.ground.StartFailure;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Listens for e-mail; one a node that delivers. Tokens that ran out are dropped once an hour. */
public final class MailroomVerticle extends VerticleBase {
    private static final long HOUR_MILLIS = 3_600_000;

    private final Ground ground;
    private final Mailroom room;
    private volatile @Nullable MailReceiver receiver;

    MailroomVerticle(Ground ground, Mailroom room) {
        this.ground = ground;
        this.room = room;
    }

    @Override
    public Future<?> start() {
        var inbound = ground.settings().email().inbound();
        var sent = new SentStore(ground.pool());
        vertx.setPeriodic(HOUR_MILLIS, tick -> sent.forget(ground.clock().instant()));
        return vertx.executeBlocking(() -> MailCertificate.open(inbound, now()))
                .compose(certificate -> listen(inbound, certificate));
    }

    private Future<MailReceiver> listen(Inbound inbound, MailCertificate certificate) {
        return vertx.executeBlocking(() -> receiver = MailReceiver.start(
                        InetAddress.getByName(inbound.host()),
                        inbound.port(),
                        inbound.domain(),
                        Optional.of(certificate.context()),
                        MailReceiver.Bounds.STANDARD,
                        room,
                        this::now))
                .recover(failure -> Future.failedFuture(new StartFailure(
                        "The hub cannot listen for e-mail on " + inbound.host() + " port " + inbound.port()
                                + ". Stop the program that does, or change email.inbound.host and email.inbound.port.",
                        failure)));
    }

    private Instant now() {
        return ground.clock().instant();
    }

    /** The port that answers, once it is open. */
    public int port() {
        var open = receiver;
        if (open == null) {
            throw new IllegalStateException("not open yet");
        }
        return open.port();
    }

    @Override
    public Future<?> stop() {
        var open = receiver;
        return open == null
                ? Future.succeededFuture()
                : vertx.executeBlocking(() -> {
                    open.close();
                    return null;
                });
    }
}
