package fr.preau.hub.sandbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What the sandbox can do wrong, as real providers do. Each has a number of its own, in the range that ARCEP keeps free for
 * films and examples; or it can be switched on for the next messages.
 */
enum Fault {
    /** Nothing goes wrong. */
    NONE(""),
    /** 429: too many requests; not taken. */
    BUSY("+33639989901"),
    /** 503: not taken. */
    UNAVAILABLE("+33639989902"),
    /** 500, and nobody knows; not taken. */
    BROKEN("+33639989903"),
    /** Taken and delivered, but no answer ever comes. */
    SILENT("+33639989904"),
    /** 400, 21211: no such number. */
    UNKNOWN_NUMBER("+33639989905"),
    /** 400, 21610: asked for no more messages. */
    OPTED_OUT("+33639989906"),
    /** Taken, then given back: out of reach (30003). */
    UNREACHABLE("+33639989907"),
    /** Taken, then given back: a landline (30006). */
    LANDLINE("+33639989908"),
    /** Taken and delivered, but no report ever comes. */
    UNREPORTED("+33639989909"),
    /** Taken and delivered; each report comes twice and the last one first. */
    MUDDLED("+33639989910");

    private final String number;

    Fault(String number) {
        this.number = number;
    }

    /** The number with which this always happens. */
    String number() {
        return number;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The fault that belongs to a number. */
    static Fault of(String number) {
        return Arrays.stream(values())
                .filter(fault -> fault.number.equals(number))
                .findFirst()
                .orElse(NONE);
    }

    /** The fault of this name. */
    static Optional<Fault> named(String key) {
        return Arrays.stream(values()).filter(fault -> fault.key().equals(key)).findFirst();
    }
}
