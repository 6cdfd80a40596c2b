package fr.preau.bridge.sms.twilio;

import com.twilio.exception.ApiException;
import com.twilio.rest.api.v2010.account.Message;
import fr.preau.bridge.Failure;
import fr.preau.bridge.Outcome;
import fr.preau.bridge.sms.SmsMessage;
import fr.preau.channels.reach.SmsSegments;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an answer means.
 *
 * <ul>
 *   <li>2xx that can be read: taken. 2xx that cannot: taken as well, most likely, so unknown.
 *   <li>429 and 503 say by their definition that the request was not processed: later again.
 *   <li>Other 5xx may come after the message was taken (a gateway that lost patience): unknown.
 *   <li>4xx: refused, by the meaning of Twilio's code; what lies in the account's settings may be mended, so later again.
 *   <li>3xx is none of Twilio's: a wrong address in the settings.
 * </ul>
 */
final class TwilioAnswers {
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final Duration SETTINGS_WAIT = Duration.ofMinutes(1);

    private TwilioAnswers() {}

    static Outcome outcome(TwilioDialect dialect, SmsMessage message, Answer answer) {
        int status = answer.status();
        if (status == 429 || status == 503) {
            return new Outcome.RetryLater(wait(answer.retryAfter()), Failure.BUSY, status);
        }
        if (status >= 500) {
            return new Outcome.Unknown("HTTP " + status);
        }
        if (status >= 300 && status < 400) {
            return new Outcome.RetryLater(SETTINGS_WAIT, Failure.ACCOUNT, status);
        }
        return status >= 400 ? refused(dialect, message, answer) : taken(dialect, message, answer);
    }

    private static Outcome taken(TwilioDialect dialect, SmsMessage message, Answer answer) {
        Message taken;
        try {
            taken = dialect.read(message, answer.status(), answer.body());
        } catch (RuntimeException unreadable) {
            return new Outcome.Unknown("HTTP " + answer.status() + " with a body that cannot be read");
        }
        if (taken.getErrorCode() != null && taken.getErrorCode() != 0) {
            return new Outcome.Rejected(TwilioCodes.meaning(taken.getErrorCode()), taken.getErrorCode());
        }
        return taken.getSid() == null
                ? new Outcome.Unknown("HTTP " + answer.status() + " without an id")
                : new Outcome.Accepted(taken.getSid(), segments(taken.getNumSegments(), message.text()));
    }

    /** A messaging service answers 0 segments, as it has not chosen the number yet; then our own count holds. */
    private static int segments(@Nullable String counted, String text) {
        return counted != null && counted.matches("[1-9][0-9]?")
                ? Integer.parseInt(counted)
                : SmsSegments.of(text).segments();
    }

    private static Outcome refused(TwilioDialect dialect, SmsMessage message, Answer answer) {
        int code = code(dialect, message, answer);
        var failure = code == answer.status() ? byStatus(code) : TwilioCodes.meaning(code);
        return switch (failure) {
            case BUSY -> new Outcome.RetryLater(wait(answer.retryAfter()), failure, code);
            case ACCOUNT -> new Outcome.RetryLater(SETTINGS_WAIT, failure, code);
            default -> new Outcome.Rejected(failure, code);
        };
    }

    private static Failure byStatus(int status) {
        return switch (status) {
            case 401, 403, 404, 405, 407 -> Failure.ACCOUNT;
            case 408, 425 -> Failure.BUSY;
            default -> Failure.OTHER;
        };
    }

    /** Twilio's code, or the status where the body is not Twilio's. Its wording is left out: it repeats the number. */
    private static int code(TwilioDialect dialect, SmsMessage message, Answer answer) {
        try {
            dialect.read(message, answer.status(), answer.body());
            return answer.status();
        } catch (ApiException refused) {
            return refused.getCode() == null ? answer.status() : refused.getCode();
        } catch (RuntimeException unreadable) {
            return answer.status();
        }
    }

    private static Duration wait(@Nullable String retryAfter) {
        if (retryAfter == null || !retryAfter.matches("[0-9]{1,9}")) {
            return Duration.ZERO;
        }
        var asked = Duration.ofSeconds(Long.parseLong(retryAfter));
        return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
    }
}
