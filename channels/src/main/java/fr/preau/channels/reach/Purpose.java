package fr.preau.channels.reach;

import java.util.Locale;

/** Why an address hears of a post. */
public enum Purpose {
    /** It is new. */
    NOTICE,
    /** Its text changed after the address had been told. */
    CORRECTION,
    /** The goal is not met yet, and its author asked again. */
    REMINDER;

    /** The word in rows and answers. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The purpose of a word from the database; an unknown word is a bug. */
    public static Purpose of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
