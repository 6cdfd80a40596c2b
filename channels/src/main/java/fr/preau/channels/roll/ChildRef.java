package fr.preau.channels.roll;

/**
 * How a guardian's row names a child; there is no number to go by.
 *
 * @param family the family name; may be empty where a usage name is given
 * @param usage the usage name; may be empty
 * @param first the first name
 * @param classes what the export says of the class; may be empty
 */
public record ChildRef(String family, String usage, String first, String classes) {
    /** The child for a person to read. */
    public String shown() {
        return (family.isEmpty() ? usage : family) + " " + first + (classes.isEmpty() ? "" : " (" + classes + ")");
    }
}
