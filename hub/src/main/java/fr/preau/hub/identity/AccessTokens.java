package fr.preau.hub.identity;

import fr.preau.channels.people.AccountId;
import fr.preau.channels.people.SessionId;
import fr.preau.hub.edge.Fields;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.edge.Wire;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Access tokens: JWTs (RFC 7519, RFC 9068) signed with ES256, worth what their session is worth. The header is compared
 * as a whole with the only one that this hub writes, so no other algorithm, key or type is ever looked at; issuer,
 * audience and times are checked too.
 */
final class AccessTokens {
    private static final String AUDIENCE = "preau";
    private static final int LONGEST = 2_000;
    private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(5); // between the nodes of one hub

    private final SigningKey key;
    private final String issuer;
    private final Duration life;
    private final String header;

    /** @param issuer the hub's public address: tokens of another hub are refused, even under the same key */
    AccessTokens(SigningKey key, String issuer, Duration life) {
        this.key = key;
        this.issuer = issuer;
        this.life = life;
        this.header = base64("{\"alg\":\"ES256\",\"kid\":\"" + key.id() + "\",\"typ\":\"at+jwt\"}");
    }

    /** What a valid token says. */
    record Claims(AccountId account, SessionId session) {}

    private record Payload(String iss, String aud, UUID sub, UUID sid, long iat, long nbf, long exp) {
        Payload {
            Fields.present("sub", sub);
            Fields.present("sid", sid);
        }
    }

    /** How long a token is good for. */
    Duration life() {
        return life;
    }

    /** A token for an open session, good from now. */
    String issue(AccountId account, SessionId session, Instant now) {
        long at = now.getEpochSecond();
        Payload payload =
                new Payload(issuer, AUDIENCE, account.value(), session.value(), at, at, at + life.toSeconds());
        String signed = header + "." + base64(Wire.write(payload).getBytes());
        return signed + "." + base64(sign(signed));
    }

    /** What the token says; empty if it is not ours, not yet or no longer good. */
    Optional<Claims> verify(String token, Instant now) {
        int end = token.lastIndexOf('.');
        if (token.length() > LONGEST || end <= header.length() || !token.startsWith(header + ".")) {
            return Optional.empty();
        }
        try {
            byte[] signature = Base64.getUrlDecoder().decode(token.substring(end + 1));
            boolean canonical = base64(signature).equals(token.substring(end + 1));
            if (!canonical || !verified(token.substring(0, end), signature)) {
                return Optional.empty();
            }
            byte[] json = Base64.getUrlDecoder().decode(token.substring(header.length() + 1, end));
            return checked(Wire.read(Buffer.buffer(json), Payload.class), now);
        } catch (IllegalArgumentException | Refused e) {
            return Optional.empty();
        }
    }

    private Optional<Claims> checked(Payload payload, Instant now) {
        boolean good = issuer.equals(payload.iss())
                && AUDIENCE.equals(payload.aud())
                && now.getEpochSecond() < payload.exp()
                && now.plus(CLOCK_DIFFERENCE).getEpochSecond() >= payload.nbf();
        return good
                ? Optional.of(new Claims(new AccountId(payload.sub()), new SessionId(payload.sid())))
                : Optional.empty();
    }

    private byte[] sign(String text) {
        try {
            Signature signature = algorithm();
            signature.initSign(key.secret());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the signing key does not sign", e);
        }
    }

    private boolean verified(String text, byte[] bytes) {
        try {
            Signature signature = algorithm();
            signature.initVerify(key.open());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.verify(bytes);
        } catch (GeneralSecurityException e) {
            return false; // the bytes have not the form of a signature
        }
    }

    private static Signature algorithm() throws GeneralSecurityException {
        return Signature.getInstance("SHA256withECDSAinP1363Format");
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
