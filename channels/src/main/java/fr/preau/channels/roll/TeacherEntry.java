package fr.preau.channels.roll;

import java.util.List;

/**
 * What an export says of a teacher; what is not given is empty. Home addresses of teachers are not kept.
 *
 * @param head whether this is the head of the school (directeur)
 * @param classes the names of the classes taught
 */
public record TeacherEntry(
        String civility, PersonName name, String email, Telephones phones, boolean head, List<String> classes) {
    public TeacherEntry {
        classes = List.copyOf(classes);
    }

    /** The same teacher with other classes. */
    public TeacherEntry teaching(List<String> names) {
        return new TeacherEntry(civility, name, email, phones, head, names);
    }

    /** The same teacher, head of the school or not. */
    TeacherEntry leading(boolean leads) {
        return new TeacherEntry(civility, name, email, phones, leads, classes);
    }

    /** This entry, completed where it says nothing. */
    TeacherEntry completedBy(TeacherEntry other) {
        return new TeacherEntry(
                Folding.firstGiven(civility, other.civility),
                name,
                Folding.firstGiven(email, other.email),
                phones.completedBy(other.phones),
                head,
                classes);
    }
}
