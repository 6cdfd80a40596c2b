package fr.preau.channels.reach;

import java.util.Locale;

/** What makes a step of the ladder needless; looked at when it is planned and once more just before it is sent. */
public enum Unless {
    /** Nothing does. */
    NEVER,
    DELIVERED,
    READ,
    SIGNED;

    /** The word in rows. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
