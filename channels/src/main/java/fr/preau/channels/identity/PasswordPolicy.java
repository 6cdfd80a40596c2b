package fr.preau.channels.identity;

import java.text.Normalizer;
import java.util.Collection;

/**
 * Which passwords are allowed: length counts, composition does not (CNIL, NIST SP 800-63B), and the common ones are
 * refused, also with names, years, rows of keys or repetitions around them. A passphrase of four words passes.
 *
 * @param least fewest characters
 * @param most most characters; more would only cost work
 */
public record PasswordPolicy(int least, int most) {
    private static final int LEAST_WORTH = 6;

    /**
     * Judges a password.
     *
     * @param password as typed
     * @param own words that belong to the person: sign-in name, names, school, town
     */
    public PasswordVerdict judge(String password, Collection<String> own) {
        int length = normal(password).codePointCount(0, normal(password).length());
        if (length < least) {
            return new PasswordVerdict.TooShort(least);
        }
        if (length > most) {
            return new PasswordVerdict.TooLong(most);
        }
        boolean common = new PasswordPieces(own).worth(password) < LEAST_WORTH;
        return common ? new PasswordVerdict.TooCommon() : new PasswordVerdict.Accepted();
    }

    /** The one form (NFKC) in which a password is counted and hashed, whatever keyboard and system it came from. */
    public static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }
}
