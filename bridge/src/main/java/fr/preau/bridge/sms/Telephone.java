package fr.preau.bridge.sms;

/**
 * A telephone number that exists in its country's plan.
 *
 * @param e164 the number as {@code +33612345678}
 * @param kind what it can be used for
 */
public record Telephone(String e164, Kind kind) {

    /** What a number's range says of it. */
    public enum Kind {
        /** Gets text messages. */
        MOBILE,
        /** Gets calls only. */
        FIXED,
        /** The range does not tell (North America, numbers of boxes and services). */
        UNKNOWN
    }

    /** All but the last two digits hidden: enough to recognise one's own, too little for a log or a list to give away. */
    public String masked() {
        return "•".repeat(e164.length() - 2) + e164.substring(e164.length() - 2);
    }
}
