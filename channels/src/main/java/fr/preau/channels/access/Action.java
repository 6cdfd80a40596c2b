package fr.preau.channels.access;

import java.util.Locale;

/** What a caller may want to do: the action column of the access table. */
public enum Action {
    READ,
    POST,
    TARGET,
    TYPE,
    EDIT,
    RECALL,
    HISTORY,
    MARK_READ,
    OPEN_REPLIES,
    LIST_AUDIENCES,
    COUNT_AUDIENCE,
    SEE_REACH,
    SEE_ANSWERS,
    REMIND,
    TELL,
    SIGN;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The action of a word from the table; an unknown word is a bug. */
    public static Action of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
