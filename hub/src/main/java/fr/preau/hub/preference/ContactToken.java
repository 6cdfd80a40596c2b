package fr.preau.hub.preference;

import fr.preau.hub.ground.Sha256;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
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
        return Buffer.buffer(Sha256.of(text));
    }

    /** Hidden: whoever has it may answer. */
    @Override
    public String toString() {
        return "ContactToken[hidden]";
    }
}
