package fr.preau.hub.web;

import io.vertx.core.buffer.Buffer;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One file of the browser client.
 *
 * @param type its media type
 * @param immutable whether its name changes with its contents, so that a browser may keep it for good
 * @param tag tells its contents from those of another build
 * @param plain the contents
 * @param gzip the same compressed, where that is smaller
 * @param brotli the same compressed, where that is smaller
 */
record WebFile(
        String type,
        boolean immutable,
        String tag,
        Buffer plain,
        @Nullable Buffer gzip,
        @Nullable Buffer brotli) {

    static WebFile of(String name, Buffer plain, @Nullable Buffer gzip, @Nullable Buffer brotli) {
        return new WebFile(typeOf(name), name.startsWith("assets/"), tagOf(plain), plain, gzip, brotli);
    }

    /** The contents in the best coding that the client takes; {@code ""} where it takes none. */
    Coded in(@Nullable String acceptEncoding) {
        if (brotli != null && takes(acceptEncoding, "br")) {
            return new Coded("br", brotli, "\"" + tag + "-br\"");
        }
        if (gzip != null && takes(acceptEncoding, "gzip")) {
            return new Coded("gzip", gzip, "\"" + tag + "-gz\"");
        }
        return new Coded("", plain, "\"" + tag + "\"");
    }

    /**
     * Contents as they go over the wire.
     *
     * @param coding the Content-Encoding, empty for none
     * @param etag its quoted entity tag
     */
    record Coded(String coding, Buffer body, String etag) {}

    private static boolean takes(@Nullable String acceptEncoding, String coding) {
        if (acceptEncoding == null) {
            return false;
        }
        for (String part : acceptEncoding.split(",", 20)) {
            String[] words = part.split(";", 3);
            if (words[0].strip().equalsIgnoreCase(coding)) {
                return words.length < 2 || !words[1].strip().matches("(?i)q\\s*=\\s*0(\\.0*)?");
            }
        }
        return false;
    }

    private static String tagOf(Buffer plain) {
        CRC32C sum = new CRC32C();
        sum.update(plain.getBytes());
        return HexFormat.of().toHexDigits(sum.getValue(), 8) + HexFormat.of().toHexDigits(plain.length(), 6);
    }

    private static String typeOf(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "svg" -> "image/svg+xml";
            case "json" -> "application/json";
            case "webmanifest" -> "application/manifest+json";
            case "png" -> "image/png";
            case "woff2" -> "font/woff2";
            case "txt" -> "text/plain; charset=utf-8";
            default -> "application/octet-stream";
        };
    }
}
