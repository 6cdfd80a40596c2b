package fr.preau.hub.sandbox;

import fr.preau.bridge.email.InboundMail;
import fr.preau.bridge.email.Inbox;
import fr.preau.bridge.email.MailAddress;
import fr.preau.bridge.email.MailReceiver;
import fr.preau.bridge.email.MimeReader;
import fr.preau.bridge.email.SmtpReply;
import fr.preau.channels.reach.Route;
import fr.preau.hub.ground.FreePort;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A mail server on this machine alone that keeps what it gets in imaginary mailboxes, and fails as it is told to. */
final class MailboxServer extends VerticleBase implements Inbox {
    private static final Duration SILENCE = Duration.ofSeconds(90);
    private static final MailReceiver.Bounds BOUNDS =
            new MailReceiver.Bounds(2 * 1024 * 1024, 400, 400, Duration.ofMinutes(2));

    private final Ground ground;
    private final Mailboxes mailboxes;
    private final Faults faults;
    private final SandboxLetters letters;
    private final int port = FreePort.find();
    private volatile @Nullable MailReceiver receiver;

    MailboxServer(Ground ground, Mailboxes mailboxes, Faults faults, SandboxLetters letters) {
        this.ground = ground;
        this.mailboxes = mailboxes;
        this.faults = faults;
        this.letters = letters;
    }

    /** Where it listens once it is deployed. */
    int port() {
        return port;
    }

    @Override
    public Future<?> start() {
        return vertx.executeBlocking(() -> receiver = MailReceiver.start(
                InetAddress.getLoopbackAddress(),
                port,
                "sandbox",
                Optional.empty(),
                BOUNDS,
                this,
                () -> ground.clock().instant()));
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

    @Override
    public Optional<SmtpReply> refuses(String recipient) {
        return MailAddress.read(recipient).isPresent()
                ? Optional.empty()
                : Optional.of(new SmtpReply(553, "5.1.3 no such form of address"));
    }

    @Override
    public SmtpReply take(String envelope, List<String> recipients, byte[] message) {
        SmtpReply reply = SmtpReply.OK;
        for (var recipient : recipients) {
            reply = one(envelope, recipient.toLowerCase(Locale.ROOT), message);
        }
        return reply;
    }

    private SmtpReply one(String envelope, String recipient, byte[] message) {
        return switch (faults.next(Route.EMAIL, recipient)) {
            case BUSY -> new SmtpReply(451, "4.3.0 busy");
            case UNAVAILABLE -> new SmtpReply(421, "4.3.2 closing");
            case NO_MAILBOX -> new SmtpReply(550, "5.1.1 no such mailbox");
            case MAILBOX_FULL -> new SmtpReply(452, "4.2.2 mailbox full");
            case FILTERED -> new SmtpReply(554, "5.7.1 taken for advertising");
            case BOUNCED -> {
                letters.giveBack(envelope, recipient);
                yield SmtpReply.OK;
            }
            case SILENT -> {
                keep(recipient, message);
                LockSupport.parkNanos(SILENCE.toNanos());
                yield SmtpReply.LATER;
            }
            default -> keep(recipient, message);
        };
    }

    private SmtpReply keep(String recipient, byte[] message) {
        try {
            var mail = MimeReader.read(message);
            mailboxes.got(recipient, shown(mail), message);
            return SmtpReply.OK;
        } catch (MimeReader.Unreadable told) {
            return new SmtpReply(554, "5.6.0 " + told.getMessage());
        }
    }

    private Mailboxes.Message shown(InboundMail mail) {
        byte[] id = new byte[12];
        ground.random().nextBytes(id);
        var headers = mail.headers();
        return new Mailboxes.Message(
                HexFormat.of().formatHex(id),
                ground.clock().instant(),
                headers.getOrDefault("from", ""),
                headers.getOrDefault("subject", ""),
                mail.text().strip(),
                headers.getOrDefault("reply-to", "").replaceAll("[<>]", ""),
                mail.messageId());
    }
}
