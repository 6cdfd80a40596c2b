package fr.preau.channels.reach;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;

/**
 * Finds out whether a text names a child, so that it is not carried outside the house. Case, accents and hyphens do not
 * matter. Where in doubt it says yes: then a message is merely less telling.
 */
public final class NamesInText {

    /** A child's names. */
    public record ChildName(String given, String family) {}

    private final String words;

    /** Reads the text once, for any number of names. */
    public NamesInText(String text) {
        this.words = words(text);
    }

    /** Whether any of the children is named by the given or the family name alone; for the few children of a class. */
    public boolean nameOneOf(Collection<ChildName> children) {
        return children.stream().anyMatch(child -> has(words(child.given())) || has(words(child.family())));
    }

    /**
     * Whether any of the children is named by both names in a row; for the many children of a school or a town, among whom
     * some share a name with a street or a flower.
     */
    public boolean nameInFullOneOf(Collection<ChildName> children) {
        return children.stream()
                .anyMatch(child -> has(words(child.given() + " " + child.family()))
                        || has(words(child.family() + " " + child.given())));
    }

    private boolean has(String name) {
        return !name.isBlank() && words.contains(name);
    }

    /** Lower case words without accents, each between two spaces. */
    private static String words(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
        return plain.isEmpty() ? "" : " " + plain + " ";
    }
}
