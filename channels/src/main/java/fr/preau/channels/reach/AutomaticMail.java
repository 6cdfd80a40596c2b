package fr.preau.channels.reach;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells an e-mail that a program wrote (an absence notice, a list, a warning) from one that a person wrote, so that it
 * becomes no post and is never answered (RFC 3834).
 */
public final class AutomaticMail {
    private static final Pattern SUBJECT = Pattern.compile(
            "^\\s*(?:(?:re|tr|fwd)\\s*:\\s*)?(?:réponse automatique|reponse automatique|automatic reply|auto(?:matique)?\\s*:"
                    + "|autoreply|out of (?:the )?office|absence du bureau|absent du bureau|message d[’']absence|absence\\s*:"
                    + "|je suis absente?|vacation|undeliverable|undelivered|non remis|delivery (?:status|failure)"
                    + "|mail delivery|échec de (?:la )?remise)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private AutomaticMail() {}

    /**
     * @param envelope the sender in the envelope; empty for the null sender
     * @param headers the first value of each header, names in lower case
     */
    public static boolean is(String envelope, Map<String, String> headers) {
        return envelope.isBlank()
                || says(headers, "auto-submitted")
                        .filter(value -> !value.startsWith("no"))
                        .isPresent()
                || headers.containsKey("x-autoreply")
                || headers.containsKey("x-autorespond")
                || headers.containsKey("x-auto-response-suppress")
                || headers.containsKey("x-loop")
                || headers.containsKey("list-id")
                || headers.containsKey("list-unsubscribe")
                || headers.containsKey("feedback-id")
                || says(headers, "precedence")
                        .filter(value -> value.matches("bulk|list|junk|auto_reply"))
                        .isPresent()
                || envelope.toLowerCase(Locale.ROOT).matches("(mailer-daemon|postmaster|no-?reply|noreply)([@+].*)?")
                || SUBJECT.matcher(headers.getOrDefault("subject", "")).find();
    }

    private static Optional<String> says(Map<String, String> headers, String name) {
        return Optional.ofNullable(headers.get(name)).map(value -> value.strip().toLowerCase(Locale.ROOT));
    }
}
