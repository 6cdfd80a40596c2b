package fr.preau.hub.sandbox;

import fr.preau.hub.edge.Reply;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** The page of telephones in French and English, made once. */
final class TelephonePage {
    private final String french = fill(Locale.FRENCH);
    private final String english = fill(Locale.ENGLISH);
    private final Buffer script = Buffer.buffer(read("telephones.js"));
    private final Buffer style = Buffer.buffer(read("telephones.css"));

    /** @param accepted the header Accept-Language; French unless it names English first */
    Reply html(@Nullable String accepted) {
        boolean prefersEnglish =
                accepted != null && accepted.toLowerCase(Locale.ROOT).strip().startsWith("en");
        return Reply.text("text/html; charset=utf-8", Buffer.buffer(prefersEnglish ? english : french))
                .with("Vary", "Accept-Language");
    }

    Future<Reply> script() {
        return Future.succeededFuture(Reply.text("text/javascript; charset=utf-8", script));
    }

    Future<Reply> style() {
        return Future.succeededFuture(Reply.text("text/css; charset=utf-8", style));
    }

    private static String fill(Locale locale) {
        var words = ResourceBundle.getBundle(
                "messages/sandbox",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        var page = read("telephones.html").replace("{language}", locale.getLanguage());
        for (String key : words.keySet()) {
            page = page.replace("{" + key + "}", words.getString(key));
        }
        return page;
    }

    private static String read(String name) {
        try (InputStream in =
                Objects.requireNonNull(TelephonePage.class.getResourceAsStream("/sandbox/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
