package fr.preau.bridge.sms.twilio;

import com.twilio.security.RequestValidator;
import fr.preau.bridge.Failure;
import fr.preau.bridge.Report;
import fr.preau.bridge.Report.Stage;
import fr.preau.bridge.sms.SmsInbound;
import fr.preau.config.Secret;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks and reads what Twilio reports about a message. */
public final class TwilioCallback {
    /** Twilio joins at most ten segments and a bit; whatever is longer comes from somebody else. */
    private static final int LONGEST = 4_000;

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

    /**
     * The message in a form; none where its id, its sender or its text is missing. What came with it besides words is named,
     * not fetched: it lies outside the house.
     */
    public static Optional<SmsInbound> inbound(Map<String, String> form) {
        var id = form.getOrDefault("MessageSid", form.getOrDefault("SmsMessageSid", ""));
        var from = form.getOrDefault("From", "");
        var body = form.get("Body");
        if (!id.matches("[A-Za-z0-9]{2,64}")
                || body == null
                || body.length() > LONGEST
                || !from.matches("\\+?[0-9]{3,20}")) {
            return Optional.empty();
        }
        boolean more = !form.getOrDefault("NumMedia", "0").equals("0");
        var wish = wish(form.getOrDefault("OptOutType", ""));
        return Optional.of(new SmsInbound(id, from, form.getOrDefault("To", ""), more ? body + " [+]" : body, wish));
    }

    /** Twilio keeps a list of opt-outs of its own, and says when a message changed it. */
    private static SmsInbound.Wish wish(String optOutType) {
        return switch (optOutType) {
            case "STOP" -> SmsInbound.Wish.STOP;
            case "START" -> SmsInbound.Wish.START;
            case "HELP" -> SmsInbound.Wish.HELP;
            default -> SmsInbound.Wish.NONE;
        };
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
