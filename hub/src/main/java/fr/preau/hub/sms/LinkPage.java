package fr.preau.hub.sms;

import fr.preau.channels.language.MessageBundle;
import fr.preau.hub.edge.Html;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.ground.Sha256;
import fr.preau.hub.sms.LinkStore.Opened;
import io.vertx.core.buffer.Buffer;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** The page behind a short link: one post, no script, nothing else of the house. */
final class LinkPage {
    private static final String STYLE =
            "body{font:1.1rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:40rem;padding:1rem;color:#1a1a1a;"
                    + "background:#fff}h1{font-size:1.4rem}button{font:inherit;padding:.7rem 1.2rem;color:#fff;"
                    + "background:#1f4f8f;border:0;border-radius:.4rem}.note{color:#444}img{width:1px;height:1px}";

    /** Only this style, the page's own picture and form; the rest of the house's policy is not needed here. */
    private static final String POLICY = "default-src 'none'; img-src 'self'; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'none'; style-src 'sha256-"
            + Base64.getEncoder().encodeToString(Sha256.of(STYLE)) + "'";

    private final ZoneId zone;

    LinkPage(ZoneId zone) {
        this.zone = zone;
    }

    /** The post, with the picture whose fetching tells that a browser showed it, and what may be signed. */
    Reply post(Opened opened, String path) {
        var words = words(opened.language());
        var said = new StringBuilder();
        if (opened.title() != null) {
            said.append("<h2>").append(Html.escaped(opened.title())).append("</h2>");
        }
        said.append(opened.html());
        said.append("<p class=\"note\">")
                .append(Html.escaped(words.getString(opened.edited() ? "corrected" : "written")
                        .replace("{author}", opened.author())
                        .replace("{at}", moment(opened, words))))
                .append("</p>");
        if (opened.past()) {
            said.append("<p class=\"note\">")
                    .append(Html.escaped(words.getString("past")))
                    .append("</p>");
        }
        said.append(signing(opened, path, words));
        said.append("<img src=\"").append(path).append("/seen\" alt=\"\">");
        return page(200, words, opened.place(), said.toString());
    }

    private static String signing(Opened opened, String path, ResourceBundle words) {
        if (opened.children().isEmpty()) {
            return "";
        }
        var children = String.join(", ", opened.children());
        if (opened.signed()) {
            return "<p><strong>" + Html.escaped(words.getString("signed").replace("{children}", children))
                    + "</strong></p>";
        }
        return "<form method=\"post\" action=\"" + path + "\"><input type=\"hidden\" name=\"version\" value=\""
                + opened.version() + "\"><button>"
                + Html.escaped(words.getString("sign").replace("{children}", children)) + "</button></form>";
    }

    /** A page that only says something: that the link ended, that the post was recalled. */
    Reply says(int status, @Nullable String language, String key) {
        var words = words(language == null ? "fr" : language);
        return page(status, words, "Préau", "<p>" + Html.escaped(words.getString(key)) + "</p>");
    }

    private static Reply page(int status, ResourceBundle words, String place, String inside) {
        var html = """
                <!DOCTYPE html>
                <html lang="%s"><head><meta charset="utf-8"><meta name="robots" content="noindex, nofollow">
                <meta name="viewport" content="width=device-width, initial-scale=1"><title>%s</title><style>%s</style></head>
                <body><main><h1>%s</h1>%s</main></body></html>
                """.formatted(
                        words.getString("language"), words.getString("title"), STYLE, Html.escaped(place), inside);
        return new Reply(status, Buffer.buffer(html), "text/html; charset=utf-8", Map.of())
                .with("Content-Security-Policy", POLICY)
                .with("X-Robots-Tag", "noindex, nofollow");
    }

    private String moment(Opened opened, ResourceBundle words) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(Locale.of(words.getString("language")))
                .withZone(zone)
                .format(opened.at());
    }

    private static ResourceBundle words(String language) {
        return MessageBundle.of("messages/links", "en".equals(language) ? Locale.ENGLISH : Locale.FRENCH);
    }
}
