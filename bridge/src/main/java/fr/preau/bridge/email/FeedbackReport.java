package fr.preau.bridge.email;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a provider of mailboxes says that a reader did with an e-mail (RFC 5965). Anybody may send one: it proves nothing
 * before one of its traces turns out to be ours.
 *
 * @param type {@code abuse}, {@code fraud}, {@code virus}, {@code not-spam}, {@code auth-failure}, {@code other}; others come
 *     too, in lower case
 * @param traces where the e-mail that it is about may be named: headers in which its sender writes marks
 */
public record FeedbackReport(String type, List<String> traces) {
    private static final Set<String> MARKED =
            Set.of("original-mail-from", "return-path", "reply-to", "list-unsubscribe", "x-original-return-path");
    private static final int MOST = 20;
    private static final int LONGEST = 1_000;

    public FeedbackReport {
        traces = List.copyOf(traces);
    }

    /** Whether the reader called the e-mail unwanted. */
    public boolean complaint() {
        return type.equals("abuse") || type.equals("fraud");
    }

    /** Hidden: the traces hold addresses. */
    @Override
    public String toString() {
        return "FeedbackReport[type=" + type + "]";
    }

    /** The report in the body of a part {@code message/feedback-report}; none where it is not of the standard. */
    static Optional<FeedbackReport> read(String body) {
        var fields = HeaderFields.read(body);
        var type = fields.getOrDefault("feedback-type", "").toLowerCase(Locale.ROOT);
        return type.matches("[a-z-]{1,40}") ? Optional.of(new FeedbackReport(type, marks(fields))) : Optional.empty();
    }

    /** The same report with what the e-mail that it is about has in its headers. */
    FeedbackReport with(String original) {
        int end = original.indexOf("\n\n");
        var all = new ArrayList<>(traces);
        all.addAll(marks(HeaderFields.read(end < 0 ? original : original.substring(0, end))));
        return new FeedbackReport(type, all.subList(0, Math.min(all.size(), MOST)));
    }

    private static List<String> marks(Map<String, String> fields) {
        return fields.entrySet().stream()
                .filter(field ->
                        MARKED.contains(field.getKey()) && field.getValue().length() <= LONGEST)
                .map(Map.Entry::getValue)
                .sorted()
                .toList();
    }
}
