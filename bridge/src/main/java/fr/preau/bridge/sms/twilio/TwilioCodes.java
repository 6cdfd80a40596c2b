package fr.preau.bridge.sms.twilio;

import fr.preau.bridge.Failure;

/** Twilio's error codes that mean something to us; the list is at twilio.com/docs/api/errors. */
final class TwilioCodes {
    private TwilioCodes() {}

    /** What a code means; {@link Failure#OTHER} for the many that change nothing for us. */
    static Failure meaning(int code) {
        return switch (code) {
            case 21610 -> Failure.OPTED_OUT;
            // Not a number, not one that can be reached, unknown to its network.
            case 21211, 21214, 21217, 30005 -> Failure.BAD_ADDRESS;
            case 21614, 30006 -> Failure.LANDLINE;
            case 30003 -> Failure.UNREACHABLE;
            case 30007, 30032, 30034 -> Failure.FILTERED;
            case 20429, 30001, 21611, 30022, 20503 -> Failure.BUSY;
            case 20003, 20005, 20008, 20404, 20403, 20006, 21606, 21659, 21660, 21212, 21408, 21703, 21704, 30002 ->
                Failure.ACCOUNT;
            case 30036 -> Failure.TOO_LATE;
            default -> Failure.OTHER;
        };
    }
}
