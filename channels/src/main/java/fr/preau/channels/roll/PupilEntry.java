package fr.preau.channels.roll;

import java.time.LocalDate;

/**
 * What an export says of a pupil.
 *
 * @param ine the national pupil number; empty where the export leaves it out
 * @param name the pupil's name
 * @param birthDate the day of birth
 * @param level the level taught, as {@code CE1}; may be empty
 * @param className the class; empty where the pupil has none yet
 */
public record PupilEntry(String ine, PersonName name, LocalDate birthDate, String level, String className) {
    /** What makes a pupil the same from one export to the next: family name, first name, day of birth. */
    public String key() {
        return name.key() + "|" + birthDate;
    }

    /** This entry, with the number known from before where the export leaves it out. */
    PupilEntry completedBy(PupilEntry other) {
        return new PupilEntry(Folding.firstGiven(ine, other.ine), name, birthDate, level, className);
    }

    /** Whether both carry a national number, and not the same one: then they are two children. */
    boolean otherIne(PupilEntry other) {
        return !ine.isEmpty() && !other.ine.isEmpty() && !ine.equals(other.ine);
    }
}
