package fr.preau.hub.identity;

import fr.preau.channels.people.AccountId;
import fr.preau.channels.people.SessionId;
import fr.preau.channels.problem.Problem;
import fr.preau.hub.edge.Fields;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.ground.SigningKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * Access tokens: JWTs (RFC 7519) signed with ES256, worth what their session is worth. The header is compared as a whole
 * with the only one that this hub writes, so no other algorithm or key is ever looked at; kind, issuer, audience and
 * times are checked too.
 */
final class AccessTokens {
    private static final String ALGORITHM = "ES256";
    private static final String AUDIENCE = "preau";
    private static final String KIND = "access";
    private static final int LONGEST = 2_000;
    private static final int SIGNATURE_BYTES = 64; // RFC 7518, section 3.4
    private static final int REMEMBERED = 20_000; // a generation, about 5 MB: the streams that a node has open
    private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(5); // between the nodes of one hub

    private final JWTAuth signer;
    private final Duration life;
    private final String header;
    private final VerifiedTokens verified = new VerifiedTokens(REMEMBERED); // under this key, so with it it goes

    /** @param issuer the hub's public address: tokens of another hub are refused, even under the same key */
    AccessTokens(Vertx vertx, SigningKey key, String issuer, Duration life) {
        this.life = life;
        this.signer = JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .addPubSecKey(pem(key, key.secretPem()))
                        .addPubSecKey(pem(key, key.openPem()))
                        .setJWTOptions(new JWTOptions()
                                .setAlgorithm(ALGORITHM)
                                .setIssuer(issuer)
                                .setAudience(List.of(AUDIENCE))
                                .setNoTimestamp(true)
                                // The library reads the machine's clock; times are judged below, by the hub's own.
                                .setIgnoreExpiration(true)));
        String any = signer.generateToken(new JsonObject());
        this.header = any.substring(0, any.indexOf('.') + 1);
    }

    /** What a valid token says. */
    record Claims(AccountId account, SessionId session) {}

    /**
     * Claims whose signature is good.
     *
     * @param notBefore in seconds since 1970, as is {@code expires}
     */
    record Verified(Claims claims, long notBefore, long expires) {
        boolean goodAt(Instant now) {
            return now.getEpochSecond() < expires && now.plus(CLOCK_DIFFERENCE).getEpochSecond() >= notBefore;
        }
    }

    /** How long a token is good for. */
    Duration life() {
        return life;
    }

    /** A token for an open session, good from now. */
    String issue(AccountId account, SessionId session, Instant now) {
        long at = now.getEpochSecond();
        return signer.generateToken(new JsonObject()
                .put("sub", account.toString())
                .put("sid", session.toString())
                .put("kind", KIND)
                .put("iat", at)
                .put("nbf", at)
                .put("exp", at + life.toSeconds()));
    }

    /**
     * What the token says; refused if it is not ours, not yet or no longer good. A token that was found good is known when
     * it is shown again, and only its times are then looked at.
     */
    Future<Claims> verify(String token, Instant now) {
        if (token.length() > LONGEST || !token.startsWith(header)) {
            return refused();
        }
        VerifiedTokens.Key key = VerifiedTokens.Key.of(token);
        Verified known = verified.find(key);
        if (known != null) {
            return known.goodAt(now) ? Future.succeededFuture(known.claims()) : refused();
        }
        if (!canonical(token)) {
            return refused();
        }
        return signer.authenticate(new TokenCredentials(token))
                .map(user -> {
                    Verified found = read(user.attributes().getJsonObject("accessToken"));
                    if (!found.goodAt(now)) {
                        throw new Refused(Problem.SIGN_IN_REQUIRED);
                    }
                    verified.keep(key, found);
                    return found.claims();
                })
                .recover(invalid -> refused());
    }

    private static Verified read(JsonObject payload) {
        if (!KIND.equals(payload.getString("kind"))) {
            throw new Refused(Problem.SIGN_IN_REQUIRED);
        }
        return new Verified(
                new Claims(
                        new AccountId(Fields.uuid("sub", payload.getString("sub"))),
                        new SessionId(Fields.uuid("sid", payload.getString("sid")))),
                payload.getLong("nbf", Long.MAX_VALUE),
                payload.getLong("exp", 0L));
    }

    /** Base64 may write the same signature in several ways, and a byte may follow it; only one of them is a token. */
    private static boolean canonical(String token) {
        String signature = token.substring(token.lastIndexOf('.') + 1);
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(signature);
            return bytes.length == SIGNATURE_BYTES
                    && Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(bytes)
                            .equals(signature);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static PubSecKeyOptions pem(SigningKey key, String pem) {
        return new PubSecKeyOptions().setAlgorithm(ALGORITHM).setId(key.id()).setBuffer(pem);
    }

    private static Future<Claims> refused() {
        return Future.failedFuture(new Refused(Problem.SIGN_IN_REQUIRED));
    }
}
