package fr.preau.bridge.email;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a server says of one recipient (RFC 3464).
 *
 * @param action {@code failed}, {@code delayed}, {@code delivered}, {@code relayed} or {@code expanded}
 * @param status in three numbers
 */
public record DeliveryReport(String action, EnhancedStatus status) {
    private static final int MOST = 20;

    /** Whether the e-mail did not arrive and will not. */
    public boolean failed() {
        return action.equals("failed");
    }

    /** The reports in the body of a part {@code message/delivery-status}; what is none of the standard is left out. */
    static List<DeliveryReport> read(String body) {
        List<DeliveryReport> reports = new ArrayList<>();
        for (String group : body.split("\\R\\s*\\R", MOST + 2)) {
            if (reports.size() < MOST) {
                report(HeaderFields.read(group)).ifPresent(reports::add);
            }
        }
        return reports;
    }

    private static Optional<DeliveryReport> report(Map<String, String> fields) {
        var action = fields.getOrDefault("action", "").toLowerCase(Locale.ROOT);
        // What the other server said is more exact than the general "5.0.0" of the one that reports.
        var said = EnhancedStatus.in(fields.getOrDefault("diagnostic-code", ""));
        var status = EnhancedStatus.in(fields.getOrDefault("status", ""));
        return status.map(own -> own.subject() == 0 ? said.orElse(own) : own)
                .or(() -> said)
                .filter(found -> !action.isEmpty())
                .map(found -> new DeliveryReport(action, found));
    }
}
