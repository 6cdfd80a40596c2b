package fr.preau.hub.email;

import fr.preau.hub.ground.Sha256;
import io.vertx.core.buffer.Buffer;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * 128 random bits that stand for one e-mail, written so that they survive a mail program: letters and digits, in which upper
 * and lower case do not matter.
 */
record MailToken(String text) {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"; // RFC 4648
    private static final Pattern WRITTEN = Pattern.compile("[a-z2-7]{26}");

    static MailToken next(RandomGenerator random) {
        var text = new StringBuilder(26);
        long high = random.nextLong();
        long low = random.nextLong();
        for (int letter = 0; letter < 26; letter++) {
            long bits = letter < 13 ? high >>> (letter * 5) : low >>> ((letter - 13) * 5);
            text.append(ALPHABET.charAt((int) bits & 31));
        }
        return new MailToken(text.toString());
    }

    /** The token as it came back, or none where it cannot be one. */
    static Optional<MailToken> read(String written) {
        var text = written.toLowerCase(Locale.ROOT);
        return WRITTEN.matcher(text).matches() ? Optional.of(new MailToken(text)) : Optional.empty();
    }

    /** What is kept of it. */
    Buffer hash() {
        return Buffer.buffer(Sha256.of(text));
    }

    /** Hidden: whoever has it may answer. */
    @Override
    public String toString() {
        return "MailToken[hidden]";
    }
}
