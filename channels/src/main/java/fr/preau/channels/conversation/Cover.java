package fr.preau.channels.conversation;

import java.util.Locale;

/** By how many of a child's guardians a goal must be met before the child counts as covered. */
public enum Cover {
    /** One is enough, as for usual acts. */
    ONE,
    /** Each; for a signature each who exercises parental authority. */
    EACH;

    /** The word in rows and answers. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The cover of a word from the database; an unknown word is a bug. */
    public static Cover of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
