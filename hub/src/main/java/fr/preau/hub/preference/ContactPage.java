package fr.preau.hub.preference;

import fr.preau.channels.language.MessageBundle;
import fr.preau.hub.edge.Html;
import fr.preau.hub.edge.Reply;
import io.vertx.core.buffer.Buffer;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
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
        var title = Html.escaped(say("title"));
        var html = """
                <!DOCTYPE html>
                <html lang="%s"><head><meta charset="utf-8"><title>%s</title>
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="robots" content="noindex"></head>
                <body><main><h1>%s</h1><p>%s</p>%s</main></body></html>
                """.formatted(locale.getLanguage(), title, title, text, form);
        return new Reply(status, Buffer.buffer(html), "text/html; charset=utf-8", Map.of("Cache-Control", "no-store"));
    }
}
