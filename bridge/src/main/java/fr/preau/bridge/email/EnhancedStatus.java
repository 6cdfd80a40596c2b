package fr.preau.bridge.email;

import fr.preau.bridge.Failure;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A status in three numbers, such as {@code 5.1.1} (RFC 3463).
 *
 * @param kind 2 arrived, 4 not yet, 5 never
 */
public record EnhancedStatus(int kind, int subject, int detail) {
    private static final Pattern STATUS = Pattern.compile("(?<![0-9.])([245])\\.([0-9]{1,3})\\.([0-9]{1,3})(?![0-9.])");

    /** The first one in a server's words. */
    public static Optional<EnhancedStatus> in(String words) {
        var found = STATUS.matcher(words);
        return found.find()
                ? Optional.of(new EnhancedStatus(
                        Integer.parseInt(found.group(1)),
                        Integer.parseInt(found.group(2)),
                        Integer.parseInt(found.group(3))))
                : Optional.empty();
    }

    /** What it means for the mailbox. */
    public Failure failure() {
        return switch (subject) {
            case 1 ->
                switch (detail) {
                    case 1, 2, 3, 10 -> Failure.BAD_ADDRESS;
                    case 6 -> Failure.GONE;
                    case 7, 8 -> Failure.ACCOUNT;
                    default -> kind == 5 ? Failure.BAD_ADDRESS : Failure.OTHER;
                };
            case 2 ->
                switch (detail) {
                    case 1 -> Failure.GONE;
                    case 2 -> Failure.FULL;
                    case 3 -> Failure.TOO_BIG;
                    default -> Failure.OTHER;
                };
            case 3 -> detail == 4 ? Failure.TOO_BIG : Failure.OTHER;
            case 4 -> detail == 7 ? Failure.TOO_LATE : Failure.NO_CONNECTION;
            case 7 -> Failure.FILTERED;
            default -> Failure.OTHER;
        };
    }

    boolean is(int subject, int detail) {
        return this.subject == subject && this.detail == detail;
    }

    /** As one number for rows: 50101 for {@code 5.1.1}. */
    public int code() {
        return kind * 10_000 + subject * 100 + Math.min(detail, 99);
    }
}
