package fr.preau.channels.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The code on a printed letter with which an account is used for the first time: 15 random signs (74 bits) and a check
 * sign, as in {@code 7KQM-X2RD-94WE-HTB5}. The 31 signs leave out 0, O, 1, I and L; as 31 is prime, the check sign
 * finds each wrong sign and each swap of two. Only its {@link #hash()} is kept. Printing the object hides the code.
 */
public final class ActivationCode {
    private static final String SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private static final int LENGTH = 16;
    private static final int GROUP = 4;

    private final String signs;

    private ActivationCode(String signs) {
        this.signs = signs;
    }

    /** A new code. Codes that guard an account take a {@link java.security.SecureRandom}. */
    public static ActivationCode random(RandomGenerator random) {
        StringBuilder signs = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH - 1; i++) {
            signs.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
        }
        signs.append(SIGNS.charAt(check(signs)));
        return new ActivationCode(signs.toString());
    }

    /** Reads a code as people type it: any case, blanks and hyphens anywhere. Empty if it cannot be a code of ours. */
    public static Optional<ActivationCode> parse(String typed) {
        StringBuilder signs = new StringBuilder(LENGTH);
        for (char sign : typed.toUpperCase(Locale.ROOT).toCharArray()) {
            if (sign == '-' || Character.isWhitespace(sign) || Character.isSpaceChar(sign)) {
                continue;
            }
            if (SIGNS.indexOf(sign) < 0 || signs.length() == LENGTH) {
                return Optional.empty();
            }
            signs.append(sign);
        }
        boolean whole = signs.length() == LENGTH && SIGNS.charAt(check(signs)) == signs.charAt(LENGTH - 1);
        return whole ? Optional.of(new ActivationCode(signs.toString())) : Optional.empty();
    }

    /** The code as it goes on the letter, in groups of four. */
    public String printed() {
        StringBuilder text = new StringBuilder(LENGTH + LENGTH / GROUP);
        for (int i = 0; i < LENGTH; i++) {
            if (i > 0 && i % GROUP == 0) {
                text.append('-');
            }
            text.append(signs.charAt(i));
        }
        return text.toString();
    }

    /** What {@code account.activation_hash} holds: SHA-256 over the 16 signs without hyphens. */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(signs.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static int check(CharSequence signs) {
        int sum = 0;
        for (int i = 0; i < LENGTH - 1; i++) {
            sum += (i + 1) * SIGNS.indexOf(signs.charAt(i));
        }
        return sum % SIGNS.length();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ActivationCode code && code.signs.equals(signs);
    }

    @Override
    public int hashCode() {
        return signs.hashCode();
    }

    @Override
    public String toString() {
        return "(activation code)";
    }
}
