package fr.preau.config;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Origins of web pages: scheme, host and port, spelt as browsers spell them. */
final class Origins {
    private Origins() {}

    static boolean isOrigin(URI uri) {
        boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        String path = Optional.ofNullable(uri.getRawPath()).orElse("");
        return web
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && (path.isEmpty() || path.equals("/"));
    }

    static @Nullable String read(String text) {
        URI uri = URI.create(text);
        return isOrigin(uri) ? bare(uri).toString() : null;
    }

    /** Without a closing slash, in lower case and without the scheme's own port. */
    static URI bare(URI origin) {
        String scheme = origin.getScheme().toLowerCase(Locale.ROOT);
        boolean usual = origin.getPort() == (scheme.equals("https") ? 443 : 80);
        String port = origin.getPort() < 0 || usual ? "" : ":" + origin.getPort();
        return URI.create(scheme + "://" + origin.getHost().toLowerCase(Locale.ROOT) + port);
    }
}
