package fr.preau.channels.conversation;

import java.util.Locale;

/** How soon a post wants to be known. More than routine reaches people without the app as well. */
public enum Urgency {
    ROUTINE,
    IMPORTANT,
    URGENT,
    /** A danger now: passes the pause; only for those who were given the right, with a reason. */
    SAFETY;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The urgency of a word from the database; an unknown word is a bug. */
    public static Urgency of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
