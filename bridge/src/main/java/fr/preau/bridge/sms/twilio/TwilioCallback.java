package fr.preau.bridge.sms.twilio;

import com.twilio.security.RequestValidator;
import fr.preau.bridge.Failure;
import fr.preau.bridge.Report;
import fr.preau.bridge.Report.Stage;
import fr.preau.config.Secret;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks and reads what Twilio reports about a message. */
public final class TwilioCallback {
    private final RequestValidator validator;
    private final String publicUrl;

    /**
     * @param token the account's key
     * @param publicUrl the hub's address as Twilio sees it. It signs that address; behind a proxy the request itself shows
     *     another one, and what a Forwarded header claims must not decide what was signed.
     */
    public TwilioCallback(Secret token, URI publicUrl) {
        this.validator = new RequestValidator(token.value());
        this.publicUrl = publicUrl.toString().replaceAll("/+$", "");
    }

    /**
     * Whether Twilio signed this very request.
     *
     * @param pathAndQuery path and query, undecoded, as they stand in the request line
     * @param form the decoded form fields
     * @param signature the header {@code X-Twilio-Signature}
     */
    public boolean isGenuine(String pathAndQuery, Map<String, String> form, @Nullable String signature) {
        return signature != null && validator.validate(publicUrl + pathAndQuery, form, signature);
    }

    /** The report in a form; none where the id or a status that we know is missing. */
    public static Optional<Report> read(Map<String, String> form) {
        var id = form.get("MessageSid");
        var stage = stage(form.getOrDefault("MessageStatus", ""));
        if (id == null || id.isBlank() || id.length() > 64) {
            return Optional.empty();
        }
        return stage.map(known -> new Report(id, known, failure(known, code(form)), code(form)));
    }

    private static Optional<Stage> stage(String status) {
        return Optional.ofNullable(
                switch (status) {
                    case "accepted", "scheduled", "queued", "sending" -> Stage.ACCEPTED;
                    case "sent" -> Stage.SENT;
                    case "delivered", "read" -> Stage.DELIVERED;
                    case "undelivered" -> Stage.UNDELIVERED;
                    case "failed", "canceled" -> Stage.FAILED;
                    default -> null;
                });
    }

    private static Optional<Failure> failure(Stage stage, int code) {
        return switch (stage) {
            case UNDELIVERED, FAILED -> Optional.of(TwilioCodes.meaning(code));
            case ACCEPTED, SENT, DELIVERED -> Optional.empty();
        };
    }

    private static int code(Map<String, String> form) {
        var code = form.getOrDefault("ErrorCode", "");
        return code.matches("[0-9]{1,9}") ? Integer.parseInt(code) : 0;
    }
}
