package fr.preau.channels.roll;

/**
 * A row of the pupils' export.
 *
 * @param line the line of the file on which the row starts; the heading is on line 1
 */
public record PupilRow(int line, PupilEntry entry) {
    /** The same for rows that say the same, on whatever line. */
    String fingerprint() {
        return Fingerprint.of(entry.toString(), 16);
    }
}
