package fr.preau.hub.email;

import fr.preau.bridge.Outcome;
import fr.preau.bridge.email.Mail;
import fr.preau.bridge.email.MailSender;
import fr.preau.hub.email.SentStore.Sent;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import java.util.HexFormat;
import java.util.Optional;

/** Tells a person at once that an answer could not be passed on; the one e-mail that waits for nothing. */
final class Apology {
    private final Ground ground;
    private final MailSender sender;

    Apology(Ground ground, MailSender sender) {
        this.ground = ground;
        this.sender = sender;
    }

    /** One try: where it fails the person hears nothing. */
    Future<Void> send(Sent sent) {
        var words = MailWords.in(sent.language());
        var email = ground.settings().email();
        var hub = ground.settings().http().publicUrl().toString();
        var text = words.say("refused.text", hub);
        byte[] id = new byte[12];
        ground.random().nextBytes(id);
        return sender.send(new Mail(
                        "answer." + HexFormat.of().formatHex(id),
                        sent.post().map(post -> "post." + post),
                        new Mail.From("Préau", email.from().orElseThrow()),
                        email.from().orElseThrow(),
                        sent.address(),
                        Optional.empty(),
                        Optional.empty(),
                        words.say("refused.subject"),
                        text,
                        "<!DOCTYPE html><html lang=\"" + words.language() + "\"><body><p>"
                                + text.strip()
                                        .replace("\n\n", "</p><p>")
                                        .replace(hub, "<a href=\"" + hub + "\">" + hub + "</a>")
                                + "</p></body></html>",
                        ground.clock().instant()))
                .map((Outcome sentOrNot) -> null);
    }
}
