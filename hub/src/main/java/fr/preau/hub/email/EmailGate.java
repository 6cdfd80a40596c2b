package fr.preau.hub.email;

import fr.preau.bridge.email.DkimKey;
import fr.preau.bridge.email.MailSender;
import fr.preau.bridge.email.SmtpAccount;
import fr.preau.bridge.email.SmtpSender;
import fr.preau.config.Settings;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.ground.StartFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who carries e-mail, as the settings have it. */
final class EmailGate {
    private static final Logger LOG = LoggerFactory.getLogger(EmailGate.class);

    private EmailGate() {}

    /** @param sandbox the port of the imaginary mailboxes on this machine, where they are open */
    static Optional<MailSender> open(Ground ground, Optional<Integer> sandbox) {
        var email = ground.settings().email();
        return switch (email.provider()) {
            case NONE -> Optional.empty();
            case SMTP ->
                Optional.of(sender(
                        ground, "smtp", email.host().orElseThrow(), email.port(), tls(email.tls()), login(email)));
            case SANDBOX ->
                sandbox.map(
                        port -> sender(ground, "mailboxes", "127.0.0.1", port, SmtpAccount.Tls.NONE, Optional.empty()));
        };
    }

    private static MailSender sender(
            Ground ground, String name, String host, int port, SmtpAccount.Tls tls, Optional<SmtpAccount.Login> login) {
        var email = ground.settings().email();
        var patience = Duration.ofSeconds(ground.settings().limits().providerSeconds());
        return new SmtpSender(
                ground.vertx(),
                new SmtpAccount(
                        name, host, port, tls, login, email.domain(), dkim(email), email.connections(), patience));
    }

    private static Optional<DkimKey> dkim(Settings.Email email) {
        return email.dkim().map(settings -> {
            try {
                var key = DkimKey.open(settings.keyFile(), settings.domain(), settings.selector());
                LOG.info("e-mail is signed; the DNS must hold the TXT record {} = {}", key.dnsName(), key.dns());
                return key;
            } catch (IOException e) {
                throw new StartFailure(
                        "The key that signs e-mail cannot be used: " + e.getMessage()
                                + ". Mend the file named by email.dkim.keyFile, or take it away: then a new one is made.",
                        e);
            }
        });
    }

    private static Optional<SmtpAccount.Login> login(Settings.Email email) {
        return email.user()
                .map(user -> new SmtpAccount.Login(user, email.password().orElseThrow()));
    }

    private static SmtpAccount.Tls tls(Settings.EmailTls tls) {
        return switch (tls) {
            case NONE -> SmtpAccount.Tls.NONE;
            case STARTTLS -> SmtpAccount.Tls.STARTTLS;
            case IMPLICIT -> SmtpAccount.Tls.IMPLICIT;
        };
    }
}
