package fr.preau.hub.preference;

import fr.preau.channels.language.MessageBundle;
import fr.preau.hub.edge.Html;
import fr.preau.hub.edge.Reply;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The page behind a link: a question and two buttons, without script and without anything about a person. */
final class ContactPage {
    private static final String BUTTON = "<button name=\"answer\" value=\"%s\">%s</button> ";

    private final Locale locale;
    private final ResourceBundle words;

    private ContactPage(Locale locale) {
        this.locale = locale;
        this.words = MessageBundle.of("messages/contact", locale);
    }

    /** French, unless the language is English. */
    static ContactPage in(String language) {
        return new ContactPage(language.startsWith("en") ? Locale.ENGLISH : Locale.FRENCH);
    }

    String say(String key, Object... values) {
        return new MessageFormat(words.getString(key), locale).format(values);
    }

    Reply question(String route, String masked) {
        return page(
                200,
                Html.escaped(say("ask." + route, masked)),
                "<form method=\"post\">"
                        + BUTTON.formatted("mine", Html.escaped(say("mine")))
                        + BUTTON.formatted("not_mine", Html.escaped(say("notMine")))
                        + "</form>");
    }

    Reply said(int status, String key) {
        return page(status, Html.escaped(say(key)), "");
    }

    private Reply page(int status, String text, String form) {
        return Html.page(status, locale.getLanguage(), say("title"), "<p>" + text + "</p>" + form);
    }
}
