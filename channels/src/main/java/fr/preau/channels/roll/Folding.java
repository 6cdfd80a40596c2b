package fr.preau.channels.roll;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Compares names the way a secretary does: case, accents, hyphens, apostrophes and spaces make no difference. {@code "Le
 * Goff"}, {@code "LE-GOFF"} and {@code "lé goff"} fold to the same text.
 */
public final class Folding {
    private Folding() {}

    /** The letters and digits of a text, lower case, without accents; empty where it has neither. */
    public static String fold(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder(plain.length());
        plain.codePoints().forEach(point -> {
            switch (point) {
                case 'œ' -> folded.append("oe");
                case 'æ' -> folded.append("ae");
                case 'ß' -> folded.append("ss");
                case 'ø' -> folded.append('o');
                case 'ł' -> folded.append('l');
                case 'đ', 'ð' -> folded.append('d');
                default -> {
                    if (Character.isLetterOrDigit(point)) {
                        folded.appendCodePoint(point);
                    }
                }
            }
        });
        return folded.toString();
    }

    /** Whether two texts are the same once folded. */
    public static boolean same(String one, String other) {
        return fold(one).equals(fold(other));
    }

    static String firstGiven(String one, String other) {
        return one.isEmpty() ? other : one;
    }

    /** Whether two folded texts differ by one letter typed wrong, left out, doubled, or swapped with its neighbour. */
    static boolean oneSlip(String one, String other) {
        int length = Math.min(one.length(), other.length());
        int start = 0;
        while (start < length && one.charAt(start) == other.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < length - start && one.charAt(one.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
            end++;
        }
        String left = one.substring(start, one.length() - end);
        String right = other.substring(start, other.length() - end);
        boolean swapped = left.length() == 2
                && right.length() == 2
                && left.charAt(0) == right.charAt(1)
                && left.charAt(1) == right.charAt(0);
        return swapped || (left.length() <= 1 && right.length() <= 1);
    }
}
