package fr.preau.channels.conversation;

import java.util.Locale;

/** What the author of a post wants to have happened. Each one includes those before it. */
public enum Goal {
    /** It lies on a telephone, in a mailbox or on a device. */
    DELIVERED,
    /** It was opened in the app or by its link. */
    READ,
    /** It was signed, by those who exercise parental authority; the others have read it. */
    SIGNED;

    /** The word in rows and answers. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The goal of a word from the database; an unknown word is a bug. */
    public static Goal of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
