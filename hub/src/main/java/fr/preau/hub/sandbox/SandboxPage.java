package fr.preau.hub.sandbox;

import fr.preau.channels.language.MessageBundle;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Reply;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;

/** The page of telephones, mailboxes and devices in French and English, made once; its words are in the page itself. */
final class SandboxPage {
    private final Buffer french = fill(Locale.FRENCH);
    private final Buffer english = fill(Locale.ENGLISH);
    private final Buffer script = Buffer.buffer(read("sandbox.js"));
    private final Buffer style = Buffer.buffer(read("sandbox.css"));

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.open("sandboxPage", HttpMethod.GET, "/sandbox", this::html),
                Endpoint.open(
                        "sandboxScript", HttpMethod.GET, "/sandbox/sandbox.js", x -> file("text/javascript", script)),
                Endpoint.open("sandboxStyle", HttpMethod.GET, "/sandbox/sandbox.css", x -> file("text/css", style)));
    }

    /** French unless the browser names English first. */
    private Future<Reply> html(Exchange x) {
        var accepted = x.header("Accept-Language");
        boolean prefersEnglish =
                accepted != null && accepted.toLowerCase(Locale.ROOT).strip().startsWith("en");
        return file("text/html", prefersEnglish ? english : french).map(page -> page.with("Vary", "Accept-Language"));
    }

    private static Future<Reply> file(String type, Buffer body) {
        return Future.succeededFuture(Reply.text(type + "; charset=utf-8", body));
    }

    private static Buffer fill(Locale locale) {
        var bundle = MessageBundle.of("messages/sandbox", locale);
        var words = new TreeMap<String, Object>();
        bundle.keySet().forEach(key -> words.put(key, bundle.getString(key)));
        var page = read("sandbox.html").replace("{language}", locale.getLanguage());
        for (var word : words.entrySet()) {
            page = page.replace("{" + word.getKey() + "}", word.getValue().toString());
        }
        // Words never hold markup, and "<" in them could not end the script element.
        return Buffer.buffer(
                page.replace("{words}", new JsonObject(words).encode().replace("<", "\\u003c")));
    }

    private static String read(String name) {
        try (InputStream in = Objects.requireNonNull(SandboxPage.class.getResourceAsStream("/sandbox/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
