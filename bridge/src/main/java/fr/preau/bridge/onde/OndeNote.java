package fr.preau.bridge.onde;

/**
 * Something that an export says and that could not be used; the row is read without it.
 *
 * @param file the export's name
 * @param line the line of the row
 * @param heading the column
 * @param value what it says
 */
public record OndeNote(String file, int line, Kind kind, String heading, String value) {
    /** What could not be used. */
    public enum Kind {
        /** A telephone number that exists in no numbering plan. */
        TELEPHONE,
        /** An e-mail address without the form of one. */
        EMAIL,
        /** A pupil whom the export itself says has left; the row is left out. */
        LEFT
    }
}
