package fr.preau.channels.roll;

/**
 * A row of the teachers' export; the entry's classes hold the text of the class column, if any.
 *
 * @param line the line of the file on which the row starts; the heading is on line 1
 */
public record TeacherRow(int line, TeacherEntry entry) {
    /** The same for rows that say the same, on whatever line. */
    String fingerprint() {
        return Fingerprint.of(entry.toString(), 16);
    }
}
