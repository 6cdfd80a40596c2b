package fr.preau.hub.email;

import fr.preau.bridge.email.InboundMail;
import fr.preau.bridge.email.Inbox;
import fr.preau.bridge.email.MimeReader;
import fr.preau.bridge.email.SmtpReply;
import fr.preau.hub.email.SentStore.Sent;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that comes in by e-mail: only for addresses that we gave out, and only while they are valid. */
final class Mailroom implements Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(Mailroom.class);
    private static final long PATIENCE_SECONDS = 20;
    private static final SmtpReply UNKNOWN = new SmtpReply(
            550,
            "5.1.1 Adresse inconnue ou plus valable : ecrivez dans Preau / unknown or no longer valid, write in Preau");

    private final Ground ground;
    private final MailPlan plan;
    private final SentStore sent;
    private final Answers answers;
    private final Bounces bounces;
    private final Complaints complaints;

    Mailroom(Ground ground, MailPlan plan, Answers answers, Bounces bounces, Complaints complaints) {
        this.complaints = complaints;
        this.ground = ground;
        this.plan = plan;
        this.sent = new SentStore(ground.pool());
        this.answers = answers;
        this.bounces = bounces;
    }

    @Override
    public Optional<SmtpReply> refuses(String recipient) {
        return plan.takesComplaints(recipient) || await(find(recipient)).isPresent()
                ? Optional.empty()
                : Optional.of(UNKNOWN);
    }

    private record Addressed(MailPlan.Meaning meaning, Sent sent) {}

    private Future<Optional<Addressed>> find(String recipient) {
        return plan.read(recipient)
                .map(meaning -> sent.find(meaning.token(), ground.clock().instant())
                        .map(found -> found.map(mail -> new Addressed(meaning, mail))))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    @Override
    public SmtpReply take(String envelope, List<String> recipients, byte[] message) {
        InboundMail mail;
        try {
            mail = MimeReader.read(message);
        } catch (MimeReader.Unreadable told) {
            return new SmtpReply(554, "5.6.0 Message illisible / unreadable: " + told.getMessage());
        }
        SmtpReply reply = SmtpReply.OK;
        for (var recipient : recipients.stream().distinct().toList()) {
            var one = await(
                    plan.takesComplaints(recipient)
                            ? complaints.take(mail)
                            : find(recipient)
                                    .compose(found -> found.map(to -> settle(to, envelope, mail))
                                            .orElseGet(() -> Future.succeededFuture(UNKNOWN))));
            reply = reply.yes() ? one : reply;
        }
        return reply;
    }

    private Future<SmtpReply> settle(Addressed to, String envelope, InboundMail mail) {
        return switch (to.meaning()) {
            case MailPlan.Answer answer -> answers.take(to.sent(), envelope, mail);
            case MailPlan.Bounce bounce ->
                mail.feedback()
                        .map(report -> complaints.take(to.sent(), report))
                        .orElseGet(() -> bounces.take(to.sent(), mail));
        };
    }

    /** The receiver's threads may wait; what takes too long, or fails, is tried again by the sender. */
    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the receiver is being closed", e);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("an e-mail that came in must wait: {}", String.valueOf(e.getCause()));
            throw new IllegalStateException(e);
        }
    }
}
