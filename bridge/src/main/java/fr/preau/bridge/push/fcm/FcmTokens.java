package fr.preau.bridge.push.fcm;

import fr.preau.bridge.push.Answers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Access tokens for a service account, by a signed assertion (RFC 7523); one is used until shortly before its end. */
final class FcmTokens {
    private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private record Token(String text, Instant until) {}

    private final Clock clock;
    private final FcmAccount account;
    private final HttpClient client;
    private final JWTAuth signer;
    private @Nullable Future<Token> known;

    FcmTokens(Vertx vertx, Clock clock, FcmAccount account, HttpClient client) {
        this.clock = clock;
        this.account = account;
        this.client = client;
        this.signer = JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .addPubSecKey(new PubSecKeyOptions()
                                .setAlgorithm("RS256")
                                .setBuffer(account.key().value())));
    }

    /** A token with some life left; however many ask at once, one request is made. */
    synchronized Future<String> token() {
        var now = clock.instant();
        var last = known;
        if (last == null
                || last.failed()
                || last.succeeded() && !now.isBefore(last.result().until())) {
            last = ask(now);
            known = last;
        }
        return last.map(Token::text);
    }

    /** A token that was refused is not used again. */
    synchronized void forget(String refused) {
        var last = known;
        if (last != null && last.succeeded() && last.result().text().equals(refused)) {
            known = null;
        }
    }

    private Future<Token> ask(Instant now) {
        var form = "grant_type=" + URLEncoder.encode(GRANT, StandardCharsets.UTF_8) + "&assertion=" + assertion();
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(account.tokens().toString())
                .setConnectTimeout(account.connectTimeout().toMillis())
                .setFollowRedirects(false)
                .putHeader("Content-Type", "application/x-www-form-urlencoded");
        return client.request(options)
                .compose(request -> request.send(form))
                .compose(response -> Answers.body(response).map(body -> read(response.statusCode(), body, now)))
                .timeout(account.answerTimeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    private String assertion() {
        return signer.generateToken(
                new JsonObject().put("scope", SCOPE),
                new JWTOptions()
                        .setAlgorithm("RS256")
                        .setIssuer(account.email())
                        .setAudience(List.of(account.tokens().toString()))
                        .setExpiresInSeconds(600));
    }

    private static Token read(int status, Buffer body, Instant now) {
        var json = status == 200 ? body.toJsonObject() : new JsonObject();
        var text = json.getString("access_token");
        if (text == null) {
            throw new Refused(status);
        }
        var life =
                Duration.ofSeconds(Math.max(0, json.getLong("expires_in", 0L))).minus(AHEAD);
        return new Token(text, now.plus(life));
    }

    /** The service account is not taken. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;

        Refused(int status) {
            super("no token: HTTP " + status, null, false, false);
            this.status = status;
        }

        int status() {
            return status;
        }
    }
}
