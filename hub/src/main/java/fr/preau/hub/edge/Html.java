package fr.preau.hub.edge;

import io.vertx.core.buffer.Buffer;
import java.util.Map;

/** The small pages that the hub itself writes, for those who come by a link without signing in. */
public final class Html {
    private Html() {}

    /** The text as it stands in an element or between double quotes. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /**
     * A page without script that nobody keeps and no search engine lists.
     *
     * @param language two letters
     * @param title in plain text
     * @param inside markup below the title
     */
    public static Reply page(int status, String language, String title, String inside) {
        var shown = escaped(title);
        var html = """
                <!DOCTYPE html>
                <html lang="%s"><head><meta charset="utf-8"><title>%s</title>
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="robots" content="noindex"></head>
                <body><main><h1>%s</h1>
                %s</main></body></html>
                """.formatted(language, shown, shown, inside);
        return new Reply(status, Buffer.buffer(html), "text/html; charset=utf-8", Map.of("Cache-Control", "no-store"));
    }
}
