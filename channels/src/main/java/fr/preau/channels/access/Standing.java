package fr.preau.channels.access;

import java.util.Locale;

/**
 * What a caller is where they act: the role column of the access table. {@code GUARDIAN} exercises parental authority,
 * {@code INFORMED} is a parent without its exercise, {@code CARER} looks after the child.
 */
public enum Standing {
    PUPIL,
    GUARDIAN,
    INFORMED,
    CARER,
    TEACHER,
    HEAD,
    STAFF,
    INSPECTOR,
    OFFICER,
    OPERATOR;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The standing of a word from the database or the table; an unknown word is a bug. */
    public static Standing of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
