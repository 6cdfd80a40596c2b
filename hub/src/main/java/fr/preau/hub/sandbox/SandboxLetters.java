package fr.preau.hub.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.mail.MailAttachment;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What imaginary people and their mail servers write to the hub, by SMTP like everybody else. */
final class SandboxLetters {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxLetters.class);
    private static final long BOUNCE_MILLIS = 1_000;

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM yyyy 'à' HH:mm", Locale.FRENCH).withZone(ZoneId.of("Europe/Paris"));

    private final Vertx vertx;
    private final Supplier<Optional<Integer>> hub;

    /** @param hub the port on which the hub takes e-mail, where it does */
    SandboxLetters(Vertx vertx, Supplier<Optional<Integer>> hub) {
        this.vertx = vertx;
        this.hub = hub;
    }

    /** Answers an e-mail as a mail program would, the first one quoted below; fails with the hub's words where it refuses. */
    Future<Void> answer(String address, Mailboxes.Message message, String text) {
        var quoted = message.text().lines().map(line -> "> " + line).reduce("", (all, line) -> all + line + "\n");
        return bring(new MailMessage()
                .setFrom(address)
                .setTo(message.replyTo())
                .setSubject("Re: " + message.subject())
                .addHeader("In-Reply-To", "<" + message.messageId() + ">")
                .setText(text + "\n\nLe " + DAY.format(message.at()) + ", " + message.from() + " a écrit :\n\n"
                        + quoted));
    }

    /** Says a second later that an e-mail could not be delivered. */
    void giveBack(String envelope, String recipient) {
        var report = "Reporting-MTA: dns; sandbox\n\nFinal-Recipient: rfc822; " + recipient
                + "\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such mailbox\n";
        var letter = new MailMessage()
                .setFrom("mailer-daemon@sandbox.example")
                .setTo(envelope)
                .setSubject("Undelivered Mail Returned to Sender")
                .setText("Your e-mail could not be delivered.")
                .setAttachment(MailAttachment.create()
                        .setContentType("message/delivery-status")
                        .setData(Buffer.buffer(report)));
        vertx.setTimer(
                BOUNCE_MILLIS,
                later -> bring(letter)
                        .onFailure(failure ->
                                LOG.warn("a letter of the sandbox was not taken: {}", failure.getMessage())));
    }

    private Future<Void> bring(MailMessage letter) {
        var port = hub.get();
        if (port.isEmpty()) {
            return Future.failedFuture("the hub takes no e-mail: email.inbound.enabled is false");
        }
        var client = MailClient.create(
                vertx,
                new MailConfig()
                        .setHostname("127.0.0.1")
                        .setPort(port.get())
                        .setOwnHostname("sandbox.example")
                        .setStarttls(StartTLSOptions.DISABLED)
                        .setKeepAlive(false));
        return client.sendMail(letter).<Void>mapEmpty().eventually(client::close);
    }
}
