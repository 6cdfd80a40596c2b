package fr.preau.channels.reach;

import java.util.Locale;

/** The ways out of the house; what is inside the app needs none. */
public enum Route {
    /** A notice on a device, without content. */
    PUSH,
    /** An e-mail. */
    EMAIL,
    /** A text message. */
    SMS;

    /** The word in rows, answers and metrics. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The route of a word from the database; an unknown word is a bug. */
    public static Route of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
