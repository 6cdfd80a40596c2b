package fr.preau.hub.sms;

import fr.preau.hub.ground.Sha256;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** 71 random bits in 12 letters and digits: short enough for a text message, too many to be guessed. */
record LinkToken(String text) {
    /** How many characters it has, always. */
    static final int LENGTH = 12;

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final Pattern WRITTEN = Pattern.compile("[A-Za-z0-9]{" + LENGTH + "}");

    static LinkToken next(RandomGenerator random) {
        var text = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new LinkToken(text.toString());
    }

    /** The token in an address, or none where it cannot be one. */
    static Optional<LinkToken> read(String written) {
        return WRITTEN.matcher(written).matches() ? Optional.of(new LinkToken(written)) : Optional.empty();
    }

    /** What is kept of it. */
    String hash() {
        return HexFormat.of().formatHex(Sha256.of(text));
    }

    /** Hidden: whoever has it may read the post. */
    @Override
    public String toString() {
        return "LinkToken[hidden]";
    }
}
