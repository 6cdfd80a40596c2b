package fr.preau.bridge.sms.smpp;

import fr.preau.bridge.Failure;
import fr.preau.bridge.Report;
import fr.preau.bridge.Report.Stage;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a delivery receipt (SMPP 3.4, appendix B). Message centres write it in their own ways, so each field is looked for
 * by its name, in any order and case; the fields receipted_message_id and message_state win over the text.
 */
final class SmppReceipt {
    private static final Pattern ID = field("id", "(\\S{1,65})");
    private static final Pattern STATE = field("stat", "([A-Z]{3,8})");
    private static final Pattern ERROR = field("err", "([0-9A-Fa-f]{1,6})");

    private SmppReceipt() {}

    private static Pattern field(String name, String value) {
        return Pattern.compile("(?:^|\\s)" + name + ":\\s*" + value, Pattern.CASE_INSENSITIVE);
    }

    /**
     * The report in a receipt; none where its message or its state cannot be told.
     *
     * @param text the receipt's text
     * @param messageId the field receipted_message_id
     * @param state the field message_state, as its number
     */
    static Optional<Report> read(String text, @Nullable String messageId, @Nullable Integer state) {
        var id = messageId == null || messageId.isBlank() ? find(ID, text) : Optional.of(messageId.strip());
        var word = state == null ? find(STATE, text) : Optional.ofNullable(word(state));
        int code = find(ERROR, text).map(SmppReceipt::number).orElse(0);
        return id.filter(known -> known.length() <= 65)
                .flatMap(known -> word.flatMap(said -> report(known, said.toUpperCase(Locale.ROOT), code)));
    }

    private static Optional<Report> report(String id, String state, int code) {
        return switch (state) {
            case "DELIVRD" -> of(id, Stage.DELIVERED, code);
            case "ACCEPTD" -> of(id, Stage.ACCEPTED, code);
            case "ENROUTE" -> of(id, Stage.SENT, code);
            case "EXPIRED" -> failed(id, Stage.UNDELIVERED, Failure.TOO_LATE, code);
            case "UNDELIV" -> failed(id, Stage.UNDELIVERED, meaning(code), code);
            case "REJECTD", "DELETED" -> failed(id, Stage.FAILED, Failure.OTHER, code);
            default -> Optional.empty();
        };
    }

    private static Optional<Report> of(String id, Stage stage, int code) {
        return Optional.of(new Report(id, stage, Optional.empty(), code));
    }

    private static Optional<Report> failed(String id, Stage stage, Failure failure, int code) {
        return Optional.of(new Report(id, stage, Optional.of(failure), code));
    }

    /**
     * Codes of the network (3GPP TS 29.002) as most message centres pass them on. As some use their own, a code never
     * suppresses a number by itself: only the harmless meaning, worth one later try, is read from it.
     */
    private static Failure meaning(int code) {
        return switch (code) {
            case 6, 27, 31 -> Failure.UNREACHABLE;
            default -> Failure.OTHER;
        };
    }

    private static @Nullable String word(int state) {
        return switch (state) {
            case 1 -> "ENROUTE";
            case 2 -> "DELIVRD";
            case 3 -> "EXPIRED";
            case 4 -> "DELETED";
            case 5 -> "UNDELIV";
            case 6 -> "ACCEPTD";
            case 8 -> "REJECTD";
            default -> null;
        };
    }

    private static int number(String code) {
        return code.matches("[0-9]+") ? Integer.parseInt(code) : Integer.parseInt(code, 16);
    }

    private static Optional<String> find(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }
}
