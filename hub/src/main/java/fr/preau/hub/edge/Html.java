package fr.preau.hub.edge;

/** Text in pages that the hub itself writes. */
public final class Html {
    private Html() {}

    /** The text as it stands in an element or between double quotes. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
