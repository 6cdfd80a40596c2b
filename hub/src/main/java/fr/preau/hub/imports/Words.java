package fr.preau.hub.imports;

import fr.preau.channels.language.MessageBundle;
import java.util.Locale;
import java.util.ResourceBundle;

/** What an import says to people, in French or English. */
public final class Words {
    private final ResourceBundle bundle;

    private Words(Locale locale) {
        this.bundle = MessageBundle.of("messages/imports", locale);
    }

    /** English for {@code en}, French otherwise. */
    public static Words in(String language) {
        return new Words(language.equals("en") ? Locale.ENGLISH : Locale.FRENCH);
    }

    /** The text under a key, with values for {@code {0}}, {@code {1}} … */
    public String text(String key, Object... values) {
        String text = bundle.getString(key);
        for (int i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(values[i]));
        }
        return text;
    }
}
