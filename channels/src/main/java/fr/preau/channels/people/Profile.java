package fr.preau.channels.people;

import java.util.Locale;

/** What a person signs in as; a person has one account a profile, each with its own password. */
public enum Profile {
    PUPIL,
    GUARDIAN,
    TEACHER,
    HEAD,
    STAFF,
    INSPECTOR,
    OFFICER,
    OPERATOR;

    /** The word in answers and in the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The profile of a word from the database; an unknown word is a bug. */
    public static Profile of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** True for people who work for a school, a town or the inspection: shorter sessions, other limits. */
    public boolean works() {
        return this != PUPIL && this != GUARDIAN;
    }
}
