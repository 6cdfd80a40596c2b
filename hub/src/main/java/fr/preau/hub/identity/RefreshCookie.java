package fr.preau.hub.identity;

import java.time.Duration;
import java.time.Instant;

/**
 * The cookie that carries the refresh token: for this host alone ({@code __Host-}), out of reach of scripts, sent over
 * TLS only and never along with another site's request.
 */
final class RefreshCookie {
    static final String NAME = "__Host-preau";
    private static final String FLAGS = "; Path=/; Secure; HttpOnly; SameSite=Strict";

    private RefreshCookie() {}

    static String of(RefreshToken token, Instant until, Instant now) {
        return NAME + "=" + token.text() + "; Max-Age="
                + Duration.between(now, until).toSeconds() + FLAGS;
    }

    /** Tells the browser to drop it. */
    static String gone() {
        return NAME + "=; Max-Age=0" + FLAGS;
    }
}
