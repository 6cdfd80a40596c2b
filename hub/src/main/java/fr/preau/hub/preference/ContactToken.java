package fr.preau.hub.preference;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** 128 random bits in an address; only their hash is kept. */
record ContactToken(String text) {
    private static final Pattern WRITTEN = Pattern.compile("[A-Za-z0-9_-]{22}");

    static ContactToken next(RandomGenerator random) {
        var bytes = ByteBuffer.allocate(16).putLong(random.nextLong()).putLong(random.nextLong());
        return new ContactToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array()));
    }

    /** The token of an address, or none where it cannot be one. */
    static Optional<ContactToken> read(String written) {
        return WRITTEN.matcher(written).matches() ? Optional.of(new ContactToken(written)) : Optional.empty();
    }

    Buffer hash() {
        try {
            return Buffer.buffer(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** Hidden: whoever has it may answer. */
    @Override
    public String toString() {
        return "ContactToken[hidden]";
    }
}
