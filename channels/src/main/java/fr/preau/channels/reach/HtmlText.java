package fr.preau.channels.reach;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words of an e-mail that came as HTML only, with what a mail program marks as quoted left out. It only reads: nothing is
 * fetched or run, and what is no HTML comes out as text. Takes time in proportion to the text.
 */
public final class HtmlText {
    private static final Set<String> SILENT =
            Set.of("head", "style", "script", "title", "blockquote", "noscript", "template");
    private static final Set<String> LINES =
            Set.of("br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "hr", "pre");

    /** What begins a quotation: Gmail, Outlook, Thunderbird, Yahoo, Proton, Orange. */
    private static final Pattern QUOTE = Pattern.compile(
            "(?:gmail_quote|divRplyFwdMsg|appendonsend|mail-editor-reference-message|moz-cite-prefix|yahoo_quoted|ydp\\w*yahoo_quoted"
                    + "|protonmail_quote|OutlookMessageHeader|stopSpelling|zmail_extra|mimail-quote|js-helper js-quote)",
            Pattern.CASE_INSENSITIVE);

    private static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("amp", "&"),
            Map.entry("lt", "<"),
            Map.entry("gt", ">"),
            Map.entry("quot", "\""),
            Map.entry("apos", "'"),
            Map.entry("nbsp", " "),
            Map.entry("eacute", "é"),
            Map.entry("egrave", "è"),
            Map.entry("ecirc", "ê"),
            Map.entry("agrave", "à"),
            Map.entry("acirc", "â"),
            Map.entry("ccedil", "ç"),
            Map.entry("ocirc", "ô"),
            Map.entry("icirc", "î"),
            Map.entry("ugrave", "ù"),
            Map.entry("ucirc", "û"),
            Map.entry("euml", "ë"),
            Map.entry("iuml", "ï"),
            Map.entry("oelig", "œ"),
            Map.entry("Eacute", "É"),
            Map.entry("Agrave", "À"),
            Map.entry("rsquo", "’"),
            Map.entry("lsquo", "‘"),
            Map.entry("laquo", "«"),
            Map.entry("raquo", "»"),
            Map.entry("hellip", "…"),
            Map.entry("ndash", "–"),
            Map.entry("mdash", "—"),
            Map.entry("euro", "€"));

    private final String html;
    private final StringBuilder text = new StringBuilder();
    private int silent;

    private HtmlText(String html) {
        this.html = html;
    }

    /** The text, one line a paragraph or line break. */
    public static String of(String html) {
        return new HtmlText(html).read();
    }

    private String read() {
        int at = 0;
        while (at < html.length()) {
            char letter = html.charAt(at);
            if (html.startsWith("<!--", at)) {
                int end = html.indexOf("-->", at + 4);
                at = end < 0 ? html.length() : end + 3;
            } else if (letter == '<' && isTag(at)) {
                int end = html.indexOf('>', at);
                if (end < 0) {
                    break;
                }
                if (tag(html.substring(at + 1, end))) {
                    break;
                }
                at = end + 1;
            } else if (letter == '&') {
                at = entity(at);
            } else {
                say(Character.isWhitespace(letter) ? " " : String.valueOf(letter));
                at++;
            }
        }
        return text.toString().replaceAll(" +", " ").replaceAll(" ?\n ?", "\n").strip();
    }

    private boolean isTag(int at) {
        if (at + 1 >= html.length()) {
            return false;
        }
        char next = html.charAt(at + 1);
        return Character.isLetter(next) || next == '/' || next == '!' || next == '?';
    }

    /** Whether the rest is quoted. */
    private boolean tag(String inside) {
        boolean closes = inside.startsWith("/");
        var name = inside.substring(closes ? 1 : 0).split("[\\s/>]", 2)[0].toLowerCase(Locale.ROOT);
        if (!closes
                && silent == 0
                && inside.length() < 2_000
                && QUOTE.matcher(inside).find()) {
            return true;
        }
        if (SILENT.contains(name)) {
            silent = Math.max(0, silent + (closes ? -1 : 1));
        } else if (LINES.contains(name)) {
            say("\n");
        }
        return false;
    }

    private int entity(int at) {
        int end = html.indexOf(';', at, Math.min(html.length(), at + 11));
        if (end < 0) {
            say("&");
            return at + 1;
        }
        var name = html.substring(at + 1, end);
        var known = NAMED.get(name);
        if (known != null) {
            say(known);
        } else if (name.startsWith("#")) {
            say(number(name.substring(1)));
        } else {
            say("&" + name + ";");
        }
        return end + 1;
    }

    private static String number(String digits) {
        try {
            int point = digits.startsWith("x") || digits.startsWith("X")
                    ? Integer.parseInt(digits.substring(1), 16)
                    : Integer.parseInt(digits);
            return Character.isValidCodePoint(point) && !Character.isISOControl(point)
                    ? Character.toString(point)
                    : " ";
        } catch (NumberFormatException noNumber) {
            return "";
        }
    }

    private void say(String words) {
        if (silent == 0) {
            text.append(words);
        }
    }
}
