package fr.preau.hub.conversation;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * The text of posts: a subset of Markdown (emphasis, lists, links, quotes, code) to safe HTML, and the plain words that
 * the search reads. Written HTML is shown as text, never taken as markup.
 */
public final class PostText {
    /** The French stemmer keeps the plural of words such as "menus", so it is taken off here, on both sides. */
    private static final Pattern PLURAL = Pattern.compile("(?<=\\p{L}{3})[sx](?![\\p{L}\\p{N}])");

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Set<Class<? extends org.commonmark.node.Block>> BLOCKS =
            Set.of(ListBlock.class, BlockQuote.class, FencedCodeBlock.class);
    private static final Parser PARSER =
            Parser.builder().enabledBlockTypes(BLOCKS).build();
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().escapeHtml(true).softbreak("<br>\n").build();
    private static final TextContentRenderer PLAIN = TextContentRenderer.builder()
            .lineBreakRendering(LineBreakRendering.SEPARATE_BLOCKS)
            .build();
    private static final TextContentRenderer ONE_LINE = TextContentRenderer.builder()
            .lineBreakRendering(LineBreakRendering.STRIP)
            .build();
    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements("p", "em", "strong", "ul", "ol", "li", "a", "br", "blockquote", "code", "pre")
            .allowUrlProtocols("https", "http", "mailto", "tel")
            .allowAttributes("href")
            .onElements("a")
            .requireRelsOnLinks("noopener", "noreferrer", "nofollow")
            .toFactory();

    private PostText() {}

    /** The body as HTML that is safe to put into a page. */
    public static String html(String markdown) {
        Node document = PARSER.parse(markdown);
        return POLICY.sanitize(RENDERER.render(document)).strip();
    }

    /** The body in plain words, its paragraphs and lists on lines of their own. */
    public static String plain(String markdown) {
        return PLAIN.render(PARSER.parse(markdown)).strip();
    }

    /** The same on one line, for routes that are paid by length. */
    public static String line(String markdown) {
        return ONE_LINE.render(PARSER.parse(markdown)).strip();
    }

    /** Title and body as the search compares them: lower case, no accents, ligatures or plural endings. */
    public static String searchable(@Nullable String title, String body) {
        return searchable(title == null ? body : title + "\n" + body);
    }

    /** The words of a question as the search compares them. */
    static String searchable(String words) {
        return PLURAL.matcher(fold(words)).replaceAll("");
    }

    /** Lower case without accents or ligatures. */
    static String fold(String text) {
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        return plain.toLowerCase(Locale.FRENCH)
                .replace("œ", "oe")
                .replace("æ", "ae")
                .replace('’', '\'');
    }
}
