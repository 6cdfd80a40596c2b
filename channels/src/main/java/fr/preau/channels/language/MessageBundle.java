package fr.preau.channels.language;

import java.util.Locale;
import java.util.ResourceBundle;

/** Bundles of our own words. */
public final class MessageBundle {
    private MessageBundle() {}

    /**
     * The bundle in a language; where we do not have it the bundle's own words, never those of the machine's language. A
     * bundle that does not exist is a bug.
     */
    public static ResourceBundle of(String name, Locale locale) {
        return ResourceBundle.getBundle(
                name, locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
