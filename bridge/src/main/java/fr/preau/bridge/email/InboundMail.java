package fr.preau.bridge.email;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An e-mail that came in, read.
 *
 * @param messageId its sender's name for it; empty where there is none
 * @param from who it says it is from
 * @param headers the first value of each header, decoded, names in lower case
 * @param text what it says, in plain words or as HTML
 * @param html whether {@code text} is HTML
 * @param attachments parts that are no text of the message
 * @param reports what a server says that became of an e-mail of ours (RFC 3464)
 * @param feedback what a provider says that a reader did with one (RFC 5965)
 */
public record InboundMail(
        String messageId,
        Optional<MailAddress> from,
        Map<String, String> headers,
        String text,
        boolean html,
        int attachments,
        List<DeliveryReport> reports,
        Optional<FeedbackReport> feedback) {
    public InboundMail {
        headers = Map.copyOf(headers);
        reports = List.copyOf(reports);
    }

    /** Without address and text: both are personal. */
    @Override
    public String toString() {
        return "InboundMail[attachments=" + attachments + ", reports=" + reports.size() + "]";
    }
}
