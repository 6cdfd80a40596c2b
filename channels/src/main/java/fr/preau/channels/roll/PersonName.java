package fr.preau.channels.roll;

/**
 * A name as the export writes it.
 *
 * @param family the family name, never blank
 * @param usage the usage name; empty where none is given
 * @param first the first name, never blank
 */
public record PersonName(String family, String usage, String first) {
    public PersonName {
        if (Folding.fold(family).isEmpty() || Folding.fold(first).isEmpty()) {
            throw new IllegalArgumentException("a family name and a first name have letters");
        }
    }

    /** Family name and first name, folded: what stays when spelling habits change. */
    public String key() {
        return Folding.fold(family) + "|" + Folding.fold(first);
    }

    /** Whether the person goes by this family or usage name, in either column. */
    boolean surnamed(String folded) {
        return !folded.isEmpty()
                && (Folding.fold(family).equals(folded) || Folding.fold(usage).equals(folded));
    }
}
