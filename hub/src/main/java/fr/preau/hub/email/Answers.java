package fr.preau.hub.email;

import fr.preau.bridge.Report;
import fr.preau.bridge.email.InboundMail;
import fr.preau.bridge.email.MailAddress;
import fr.preau.bridge.email.SmtpReply;
import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.people.Caller;
import fr.preau.channels.reach.AutomaticMail;
import fr.preau.channels.reach.HtmlText;
import fr.preau.channels.reach.ReplyText;
import fr.preau.hub.conversation.Conversation;
import fr.preau.hub.conversation.NewPost;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.email.AnswerStore.About;
import fr.preau.hub.email.SentStore.Sent;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.ground.Sha256;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * Answers by e-mail become posts. Only the person whom the e-mail was for can answer it, from the mailbox that got it; the
 * same message twice is one post. Where that person may not write it goes to the author alone, and where that cannot be, the
 * person is told.
 */
final class Answers {
    private static final int QUOTED = 120;
    private static final SmtpReply OTHER_MAILBOX = new SmtpReply(
            550, "5.7.1 Repondez depuis l'adresse qui a recu l'e-mail / answer from the address that got the e-mail");
    private static final SmtpReply EMPTY = new SmtpReply(554, "5.6.0 La reponse est vide / the answer is empty");
    private static final SmtpReply GONE = new SmtpReply(
            550, "5.1.1 Cette adresse ne vaut plus : ecrivez dans Preau / no longer valid, write in Preau");

    private final Ground ground;
    private final Conversation conversation;
    private final AnswerStore store;
    private final SentReports reports;
    private final Apology apology;

    Answers(Ground ground, Conversation conversation, String provider, Apology apology) {
        this.ground = ground;
        this.conversation = conversation;
        this.store = new AnswerStore(ground.pool());
        this.reports = new SentReports(ground, provider);
        this.apology = apology;
    }

    /** Takes an answer to {@code sent}; succeeds with what to tell the sending server. */
    Future<SmtpReply> take(Sent sent, String envelope, InboundMail mail) {
        var message = key(sent, mail);
        var now = ground.clock().instant();
        if (AutomaticMail.is(envelope, mail.headers())) {
            return store.keep(message, sent.token(), now)
                    .compose(kept -> store.settle(message, "automatic", null, null, null, now))
                    .map(SmtpReply.OK);
        }
        if (mail.from().map(MailAddress::text).filter(sent.address()::equals).isEmpty()) {
            return Future.succeededFuture(OTHER_MAILBOX);
        }
        if (sent.post().isEmpty() || sent.account().isEmpty()) {
            return Future.succeededFuture(GONE);
        }
        var text = ReplyText.of(mail.html() ? HtmlText.of(mail.text()) : mail.text());
        int room = Math.min(NewPost.BODY_MAX, ground.settings().limits().textChars()) - 2 * QUOTED;
        if (text.isEmpty()) {
            return Future.succeededFuture(EMPTY);
        }
        if (text.length() > room) {
            return Future.succeededFuture(new SmtpReply(
                    552,
                    "5.3.4 Reponse trop longue, " + room + " caracteres au plus / answer too long, at most " + room));
        }
        return store.keep(message, sent.token(), now)
                .compose(kept -> kept.equals("received")
                        ? write(sent, message, text, mail.attachments())
                        : Future.succeededFuture(SmtpReply.OK));
    }

    /** Names a message of this person for ever; one without Message-ID by what it says. */
    private static Buffer key(Sent sent, InboundMail mail) {
        var id = mail.messageId().isEmpty() ? mail.headers().getOrDefault("date", "") + mail.text() : mail.messageId();
        return Buffer.buffer(Sha256.of(sent.token().text() + "\n" + id));
    }

    private Future<SmtpReply> write(Sent sent, Buffer message, String text, int attachments) {
        return store.caller(sent.account().orElseThrow(), sent.address())
                .compose(found -> found.map(caller -> store.about(
                                        sent.post().orElseThrow(),
                                        caller.person().value())
                                .compose(about -> pass(sent, message, caller, about, body(sent, text, attachments))))
                        .orElseGet(() -> Future.succeededFuture(GONE)));
    }

    /** Home where the person may write there, else to the author alone, else back to the person. */
    private Future<SmtpReply> pass(Sent sent, Buffer message, Caller caller, About about, String body) {
        if (!about.answerable()) {
            return refused(sent, message);
        }
        return about.home()
                .map(home -> post(sent, message, caller, about, new ChannelId(home), body)
                        .recover(failure -> failure instanceof Refused
                                ? alone(sent, message, caller, about, body)
                                : Future.failedFuture(failure)))
                .orElseGet(() -> alone(sent, message, caller, about, body));
    }

    private Future<SmtpReply> alone(Sent sent, Buffer message, Caller caller, About about, String body) {
        return conversation
                .openDirect(caller, about.author())
                .compose(opened -> opened.map(into -> post(sent, message, caller, about, into, body))
                        .orElseGet(() -> refused(sent, message)))
                .recover(failure -> failure instanceof Refused ? refused(sent, message) : Future.failedFuture(failure));
    }

    private static String body(Sent sent, String text, int attachments) {
        return attachments == 0
                ? text
                : text + "\n\n" + MailWords.in(sent.language()).say("attachments", attachments);
    }

    private Future<SmtpReply> post(Sent sent, Buffer message, Caller caller, About about, ChannelId into, String body) {
        boolean here = into.value().equals(about.channel());
        UUID replyTo = here && !about.recalled() ? about.post() : null;
        var text = here ? body : "> " + beginning(about.said()) + "\n\n" + body;
        var key = "mail-" + HexFormat.of().formatHex(message.getBytes(), 0, 24);
        var now = ground.clock().instant();
        return conversation
                .post(caller, into, NewPost.reply(key, text, replyTo))
                .compose(posted -> store.settle(
                        message,
                        "posted",
                        posted.post().id(),
                        about.post(),
                        caller.account().value(),
                        now))
                .compose(settled -> arrived(sent))
                .map(SmtpReply.OK);
    }

    private static String beginning(String said) {
        var line = said.replaceAll("[*_`#>\\s]+", " ").strip();
        return line.length() <= QUOTED ? line : line.substring(0, QUOTED - 1).strip() + "…";
    }

    /** Who answers an e-mail has got it. */
    private Future<Void> arrived(Sent sent) {
        return reports.tell(sent, "answer", Report.Stage.DELIVERED, Optional.empty(), 0);
    }

    private Future<SmtpReply> refused(Sent sent, Buffer message) {
        return store.settle(message, "refused", null, null, null, ground.clock().instant())
                .compose(noted -> apology.send(sent))
                .map(SmtpReply.OK);
    }
}
