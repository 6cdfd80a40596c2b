package fr.preau.hub.identity;

import fr.preau.hub.ground.Sha256;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a device keeps of its session: 256 random bits, worth one new access token. The hub stores only its hash, and
 * its successor in a form that only the token itself opens. Printing it hides it.
 */
final class RefreshToken {
    private static final int BYTES = 32;

    private final byte[] bytes;

    private RefreshToken(byte[] bytes) {
        this.bytes = bytes;
    }

    static RefreshToken random(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new RefreshToken(bytes);
    }

    /** Reads a token from a cookie. Empty if it cannot be one. */
    static Optional<RefreshToken> parse(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return bytes.length == BYTES ? Optional.of(new RefreshToken(bytes)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The token as it goes into the cookie, 43 letters, digits, - and _. */
    String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What is stored of it. */
    Buffer hash() {
        return Buffer.buffer(sha256("token"));
    }

    /** The successor in a form that only this token opens: a one-time pad, as each token has one successor. */
    Buffer seal(RefreshToken successor) {
        return Buffer.buffer(xor(successor.bytes, sha256("successor")));
    }

    /** The successor that {@link #seal} hid. */
    RefreshToken open(Buffer sealed) {
        return new RefreshToken(xor(sealed.getBytes(), sha256("successor")));
    }

    private byte[] sha256(String purpose) {
        return Sha256.of(purpose.getBytes(StandardCharsets.US_ASCII), bytes);
    }

    private static byte[] xor(byte[] one, byte[] other) {
        byte[] mixed = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            mixed[i] = (byte) (one[i] ^ other[i]);
        }
        return mixed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RefreshToken token && MessageDigest.isEqual(bytes, token.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "(refresh token)";
    }
}
