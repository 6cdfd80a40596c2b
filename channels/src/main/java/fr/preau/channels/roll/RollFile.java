package fr.preau.channels.roll;

/** The three exports. */
public enum RollFile {
    PUPILS,
    GUARDIANS,
    TEACHERS
}
