package fr.preau.channels.template;

import java.util.Map;
import java.util.Optional;

/**
 * The words that a territory chose. The nearest one counts: those of the category before those for all.
 *
 * @param templates those that hold now
 */
public record TemplateBook(Map<Key, Template> templates) {
    /** Stands for all categories. */
    public static final String ALL = "*";

    /** Nothing chosen: the standard words everywhere. */
    public static final TemplateBook STANDARD = new TemplateBook(Map.of());

    public TemplateBook {
        templates = Map.copyOf(templates);
    }

    /**
     * Where a template holds.
     *
     * @param category a category's word, or {@link #ALL}
     * @param language two or three letters
     */
    public record Key(String category, Part part, String language) {}

    /** The territory's words; none where the standard ones hold. Those of another language are never taken. */
    public Optional<Template> find(String category, Part part, String language) {
        return Optional.ofNullable(templates.get(new Key(category, part, language)))
                .or(() -> Optional.ofNullable(templates.get(new Key(ALL, part, language))));
    }

    /** This book with one more template, as a preview has it. */
    public TemplateBook with(Key key, Template template) {
        var more = new java.util.HashMap<>(templates);
        more.put(key, template);
        return new TemplateBook(more);
    }
}
