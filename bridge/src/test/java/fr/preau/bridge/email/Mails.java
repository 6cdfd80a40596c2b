package fr.preau.bridge.email;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** E-mails and accounts for tests. */
final class Mails {
    static final String PARENT = "claire.morel@exemple.fr";

    private Mails() {}

    static Mail to(String address) {
        return new Mail(
                "delivery.42",
                Optional.of("post.7"),
                new Mail.From("École « Les Tilleuls »", "ecole@preau.example"),
                "bounce+abc@reply.preau.example",
                address,
                Optional.of("r+abc@reply.preau.example"),
                Optional.of(URI.create("https://preau.example/u/abc")),
                "Sortie à la ferme — jeudi 3 décembre, départ à 8 h 30 précises devant l’école",
                "Bonjour,\n.\nune ligne qui commence par un point\n\nÀ jeudi !\n",
                "<p>Bonjour,</p><p>à jeudi&nbsp;!</p>\n",
                Instant.parse("2026-11-24T14:00:00Z"));
    }

    static SmtpAccount account(int port, Optional<DkimKey> dkim, Duration patience) {
        return new SmtpAccount(
                "smtp", "127.0.0.1", port, SmtpAccount.Tls.NONE, Optional.empty(), "preau.example", dkim, 4, patience);
    }
}
