package fr.preau.config;

import fr.preau.config.Settings.Email;
import fr.preau.config.Settings.Email.Dkim;
import fr.preau.config.Settings.Email.Inbound;
import fr.preau.config.Settings.EmailProvider;
import fr.preau.config.Settings.EmailTls;
import fr.preau.config.Settings.Sandbox;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The settings of e-mail. */
final class EmailReader {
    private static final Pattern DOMAIN =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?");
    private static final Pattern ADDRESS = Pattern.compile("[a-z0-9._+-]{1,64}@" + DOMAIN.pattern());

    private final Reading in;

    EmailReader(Reading in) {
        this.in = in;
    }

    Email read(Sandbox sandbox, Path keys) {
        EmailProvider provider = in.choice("email.provider", EmailProvider.NONE);
        Optional<String> from = in.optional(
                "email.from", "an address in lower case such as ecole@preau.example", text -> matching(ADDRESS, text));
        Email email = new Email(
                provider,
                in.text("email.host"),
                in.number("email.port", 587, 1, 65_535),
                in.choice("email.tls", EmailTls.STARTTLS),
                in.text("email.user"),
                in.secret("email.password"),
                from.or(() ->
                        provider == EmailProvider.SANDBOX ? Optional.of("ecole@preau.example") : Optional.empty()),
                in.number("email.perSecond", 20, 1, 10_000),
                in.number("email.connections", 8, 1, 200),
                dkim(keys),
                inbound(keys));
        if (provider == EmailProvider.SMTP) {
            need("email.host", email.host().isPresent(), "the mail server, as email.provider is smtp");
            need("email.from", from.isPresent(), "the address that e-mail comes from, as email.provider is smtp");
        }
        if (email.user().isPresent()) {
            need("email.password", email.password().isPresent(), "the password of email.user");
        }
        if (provider == EmailProvider.SANDBOX && !sandbox.enabled()) {
            in.refuse("email.provider", "sandbox only where sandbox.enabled is true");
        }
        return email;
    }

    private Optional<Dkim> dkim(Path keys) {
        Optional<String> domain = domain("email.dkim.domain");
        String selector = in.value(
                "email.dkim.selector", "preau", "a name of letters, digits and -", text -> matching(DOMAIN, text));
        Path file = in.path("email.dkim.keyFile", keys.resolve("dkim-rsa.pem"));
        return domain.map(signed -> new Dkim(signed, selector, file));
    }

    private Inbound inbound(Path keys) {
        boolean enabled = in.flag("email.inbound.enabled", false);
        String host = in.text("email.inbound.host").orElse("127.0.0.1");
        int port = in.number("email.inbound.port", 2525, 0, 65_535);
        Optional<String> domain = domain("email.inbound.domain");
        need(
                "email.inbound.domain",
                !enabled || domain.isPresent(),
                "the domain of addresses to answer to, as email.inbound.enabled is true");
        return new Inbound(
                enabled,
                host,
                port,
                domain.orElse("localhost"),
                in.place("email.inbound.certificateFile"),
                in.path("email.inbound.keyFile", keys.resolve("mail-tls.pem")));
    }

    private Optional<String> domain(String name) {
        return in.optional(name, "a domain in lower case such as preau.example", text -> matching(DOMAIN, text));
    }

    private static @Nullable String matching(Pattern pattern, String text) {
        return pattern.matcher(text).matches() ? text : null;
    }

    private void need(String name, boolean present, String allowed) {
        if (!present) {
            in.refuse(name, allowed);
        }
    }
}
