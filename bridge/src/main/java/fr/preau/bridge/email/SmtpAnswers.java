package fr.preau.bridge.email;

import fr.preau.bridge.Failure;
import fr.preau.bridge.Outcome;
import io.vertx.ext.mail.SMTPException;
import java.time.Duration;
import java.util.Locale;

/** What a server's refusal means: its code (RFC 5321), and its enhanced status (RFC 3463) where it gives one. */
final class SmtpAnswers {
    private SmtpAnswers() {}

    static Outcome outcome(SMTPException answer) {
        int code = answer.getReplyCode();
        var stage = Stage.of(answer);
        if (stage == Stage.GREETING) {
            // Ourselves, not the mailbox: a wrong password, a blocked address, too many connections.
            var failure = code >= 530 && code <= 538
                    ? Failure.ACCOUNT
                    : answer.isPermanent() ? Failure.ACCOUNT : Failure.BUSY;
            return new Outcome.RetryLater(Duration.ZERO, failure, code);
        }
        var status = EnhancedStatus.in(answer.getReplyMessage());
        if (!answer.isPermanent()) {
            var full = status.filter(found -> found.is(2, 2)).isPresent();
            return new Outcome.RetryLater(Duration.ZERO, full ? Failure.FULL : Failure.BUSY, code);
        }
        if (stage == Stage.SENDER) {
            return new Outcome.RetryLater(Duration.ZERO, Failure.ACCOUNT, code);
        }
        return new Outcome.Rejected(status.map(EnhancedStatus::failure).orElseGet(() -> plain(stage, code)), code);
    }

    private static Failure plain(Stage stage, int code) {
        return switch (code) {
            case 550, 551, 553 -> stage == Stage.RECIPIENT ? Failure.BAD_ADDRESS : Failure.FILTERED;
            case 552 -> stage == Stage.RECIPIENT ? Failure.FULL : Failure.TOO_BIG;
            case 554 -> Failure.FILTERED;
            default -> Failure.OTHER;
        };
    }

    /** The server named its largest size, and the e-mail is larger: nothing was written. */
    static boolean tooBig(Throwable failure) {
        return String.valueOf(failure.getMessage()).contains("exceeds allowed size");
    }

    /** Why no transaction began. */
    static Failure beforeBegin(Throwable failure) {
        var said = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        // The mail client's words where a server offers no STARTTLS, or no way to sign in.
        return said.contains("starttls") || said.contains("login") || said.contains("auth")
                ? Failure.ACCOUNT
                : Failure.NO_CONNECTION;
    }

    /** How far the transaction got when the server refused; the mail client says so in its own words only. */
    private enum Stage {
        GREETING,
        SENDER,
        RECIPIENT,
        DATA;

        static Stage of(SMTPException answer) {
            var said = String.valueOf(answer.getMessage());
            if (said.startsWith("sender address")) {
                return SENDER;
            }
            if (said.startsWith("recipient address")) {
                return RECIPIENT;
            }
            return said.startsWith("DATA command") || said.startsWith("sending data") ? DATA : GREETING;
        }
    }
}
