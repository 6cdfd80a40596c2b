package fr.preau.hub.email;

import fr.preau.bridge.email.FeedbackReport;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Our addresses: what stands in front of the {@code @} says what an e-mail that comes in is, and for which e-mail of ours.
 *
 * @param domain where e-mail is received; none where it is not
 */
record MailPlan(Optional<String> domain) {
    private static final String ANSWER = "r+";
    private static final String BOUNCE = "b+";

    /** Where providers of mailboxes may be asked to send what their users complain of. */
    private static final String COMPLAINTS = "fbl@";

    /** Our marks in an e-mail that somebody gives back: the addresses and the link above. */
    private static final Pattern MARK =
            Pattern.compile("(?:\\b[rb]\\+|/u/)([a-z2-7]{26})\\b", Pattern.CASE_INSENSITIVE);

    /** What an address of ours stands for. */
    sealed interface Meaning {
        MailToken token();
    }

    /** Somebody's answer. */
    record Answer(MailToken token) implements Meaning {}

    /** A report of a server on what it could not deliver. */
    record Bounce(MailToken token) implements Meaning {}

    boolean answers() {
        return domain.isPresent();
    }

    String answerTo(MailToken token) {
        return ANSWER + token.text() + "@" + domain.orElseThrow();
    }

    /** Where what cannot be delivered goes back to: our sender's own mailbox where we receive nothing. */
    String envelope(MailToken token, String from) {
        return domain.map(ours -> BOUNCE + token.text() + "@" + ours).orElse(from);
    }

    /** The link that ends e-mails of this one's kind: the token stands for the e-mail, so nothing in the link can be changed. */
    URI off(URI hub, MailToken token) {
        return hub.resolve(OffRoutes.PATH + "/" + token.text());
    }

    /** Whether an address is the one for complaints. */
    boolean takesComplaints(String address) {
        return domain.filter(ours -> address.equalsIgnoreCase(COMPLAINTS + ours))
                .isPresent();
    }

    /** The e-mail of ours that a report is about, as far as it is named; only its token proves that it is one. */
    static Optional<MailToken> traced(FeedbackReport report) {
        return report.traces().stream()
                .map(MARK::matcher)
                .filter(Matcher::find)
                .flatMap(found -> MailToken.read(found.group(1)).stream())
                .findFirst();
    }

    /** What an address means, or none where it is not ours. */
    Optional<Meaning> read(String address) {
        int at = address.lastIndexOf('@');
        if (at < 2 || domain.filter(address.substring(at + 1)::equalsIgnoreCase).isEmpty()) {
            return Optional.empty();
        }
        var token = MailToken.read(address.substring(2, at));
        var kind = address.substring(0, 2);
        return token.flatMap(found -> kind.equalsIgnoreCase(ANSWER)
                ? Optional.of(new Answer(found))
                : kind.equalsIgnoreCase(BOUNCE) ? Optional.of(new Bounce(found)) : Optional.empty());
    }
}
