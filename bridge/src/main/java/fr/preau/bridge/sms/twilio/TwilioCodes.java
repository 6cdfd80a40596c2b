package fr.preau.bridge.sms.twilio;

import fr.preau.bridge.sms.SmsFailure;

/** Twilio's error codes that mean something to us; the list is at twilio.com/docs/api/errors. */
final class TwilioCodes {
    private TwilioCodes() {}

    /** What a code means; {@link SmsFailure#OTHER} for the many that change nothing for us. */
    static SmsFailure meaning(int code) {
        return switch (code) {
            case 21610 -> SmsFailure.OPTED_OUT;
            // Not a number, not reachable by SMS, landline, unknown to its network.
            case 21211, 21214, 21217, 21614, 30005, 30006 -> SmsFailure.BAD_NUMBER;
            case 30003 -> SmsFailure.UNREACHABLE;
            case 30007, 30032, 30034 -> SmsFailure.FILTERED;
            case 20429, 30001, 21611, 30022, 20503 -> SmsFailure.BUSY;
            case 20003, 20005, 20008, 20404, 20403, 20006, 21606, 21659, 21660, 21212, 21408, 21703, 21704, 30002 ->
                SmsFailure.ACCOUNT;
            case 30036 -> SmsFailure.TOO_LATE;
            default -> SmsFailure.OTHER;
        };
    }
}
