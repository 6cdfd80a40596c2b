package fr.preau.channels.reach;

import java.util.Locale;

/** What somebody wants of a route for a class of message. */
public enum Choice {
    /** At once. */
    ON,
    /** Not at all. */
    OFF,
    /** Once a day, together with the rest; e-mail only, and only what is not pressing. */
    DIGEST;

    /** The word in rows and answers. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The choice of a word from the database; an unknown word is a bug. */
    public static Choice of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
