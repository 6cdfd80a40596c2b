package fr.preau.channels.reach;

import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/**
 * What a text message says of a post: who writes, then the title and the beginning of the text. What may name a child is
 * not carried outside: then it only says that there is something to read, and how to get at it.
 *
 * @param place the school, the class or the town as families know it
 * @param service the town's service, by its key; none for a school
 * @param urgent whether the post is urgent
 * @param title the post's title
 * @param text the post's text in plain words
 * @param discreet whether title and text must stay in the house
 */
public record SmsWording(
        String place, Optional<String> service, boolean urgent, Optional<String> title, String text, boolean discreet) {
    private static final String BUNDLE = "fr.preau.channels.reach.sms";

    /**
     * The message, cut to at most {@code segments} segments. A service that the title names itself is not named twice.
     *
     * @param language the reader's, as two or three letters; French where we do not have it. The post itself is not
     *     translated.
     */
    public String say(String language, int segments) {
        var words = words(language);
        var sender = service.map(key -> words.getString("service." + key))
                .filter(label -> !titleBegins(label))
                .map(label -> place + ", " + label)
                .orElse(place);
        var said = (urgent ? words.getString("urgent") + " " : "") + sender + words.getString("colon") + " "
                + (discreet ? words.getString("discreet") : content());
        return SmsText.fit(SmsText.plain(said), segments);
    }

    /** A town's service as families know it, by its key. */
    public static String service(String key, String language) {
        return words(language).getString("service." + key);
    }

    private static ResourceBundle words(String language) {
        return ResourceBundle.getBundle(
                BUNDLE,
                Locale.of(language),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    private boolean titleBegins(String label) {
        return title.map(said -> said.toLowerCase(Locale.ROOT).startsWith(label))
                .orElse(false);
    }

    private String content() {
        var plain = SmsText.plain(text);
        var heading = SmsText.plain(title.orElse(""));
        if (heading.isEmpty() || plain.startsWith(heading)) {
            return plain;
        }
        return heading.matches(".*[.!?:]$") ? heading + " " + plain : heading + ". " + plain;
    }
}
