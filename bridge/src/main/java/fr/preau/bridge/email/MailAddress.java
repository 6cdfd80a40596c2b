package fr.preau.bridge.email;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A mailbox that mail can be sent to: {@code local@domain} in lower case, the domain in ASCII. Forms that no school's list
 * holds (quoted names, literal network addresses) are not read: they only serve to confuse servers.
 */
public record MailAddress(String local, String domain) {
    private static final int LONGEST = 254; // RFC 5321, 4.5.3.1.3, without the angle brackets
    private static final int LONGEST_LOCAL = 64;
    private static final Pattern LOCAL =
            Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern DOMAIN =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    /** The address as people write it, or none where it is no such address. */
    public static Optional<MailAddress> read(String written) {
        var text = written.strip().toLowerCase(Locale.ROOT);
        int at = text.lastIndexOf('@');
        if (at < 1 || at > LONGEST_LOCAL || text.length() > LONGEST) {
            return Optional.empty();
        }
        var local = text.substring(0, at);
        return ascii(text.substring(at + 1))
                .filter(domain -> LOCAL.matcher(local).matches())
                .map(domain -> new MailAddress(local, domain));
    }

    private static Optional<String> ascii(String domain) {
        try {
            var ascii = IDN.toASCII(domain).toLowerCase(Locale.ROOT);
            return DOMAIN.matcher(ascii).matches() ? Optional.of(ascii) : Optional.empty();
        } catch (IllegalArgumentException notADomain) {
            return Optional.empty();
        }
    }

    /** The address as it stands in an envelope. */
    public String text() {
        return local + "@" + domain;
    }

    /** Hidden, as it is personal. */
    @Override
    public String toString() {
        return "MailAddress[" + domain + "]";
    }
}
