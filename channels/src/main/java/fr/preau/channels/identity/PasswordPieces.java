package fr.preau.channels.identity;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Takes a password apart as an attacker builds it and counts what is left to guess: a common word is worth 2, a word
 * of the person, a year, a row of keys or any other character 1, and what was there before 0.
 */
final class PasswordPieces {
    private static final int LONGEST = 24;
    private static final List<String> ROWS = List.of(
            "abcdefghijklmnopqrstuvwxyz",
            "01234567890",
            "azertyuiop",
            "qsdfghjklm",
            "wxcvbn",
            "qwertyuiop",
            "asdfghjkl",
            "zxcvbnm");

    private final Set<String> own = new HashSet<>();

    PasswordPieces(Collection<String> own) {
        for (String text : own) {
            for (String word : plain(text).split("[^a-z0-9]+", -1)) {
                if (word.length() >= 3) {
                    this.own.add(word);
                }
            }
        }
    }

    int worth(String password) {
        String text = plain(password);
        String letters = lettersForSigns(text);
        Set<String> seen = new HashSet<>();
        int worth = 0;
        for (int at = 0, length; at < text.length(); at += length) {
            int run = run(text, at);
            int word = word(text, letters, at);
            length = Math.max(1, Math.max(run, word));
            if (seen.add(text.substring(at, at + length))) {
                worth += word > run && !own.contains(letters.substring(at, at + word)) && !year(text, at, word) ? 2 : 1;
            }
        }
        return worth;
    }

    private int word(String text, String letters, int at) {
        for (int length = Math.min(LONGEST, text.length() - at); length >= 3; length--) {
            String word = letters.substring(at, at + length);
            if (own.contains(word)
                    || year(text, at, length)
                    || CommonWords.contain(word)
                    || CommonWords.contain(text.substring(at, at + length))) {
                return length;
            }
        }
        return 0;
    }

    private static boolean year(String text, int at, int length) {
        return length == 4 && text.substring(at, at + 4).matches("(19|20)[0-9]{2}");
    }

    /** Length of the row of keys or of the one repeated sign that begins here; 0 if shorter than 3. */
    private static int run(String text, int at) {
        int same = 1;
        while (at + same < text.length() && text.charAt(at + same) == text.charAt(at)) {
            same++;
        }
        int longest = same;
        for (String row : ROWS) {
            longest = Math.max(longest, Math.max(along(row, text, at), along(reversed(row), text, at)));
        }
        return longest >= 3 ? longest : 0;
    }

    private static int along(String row, String text, int at) {
        int start = row.indexOf(text.charAt(at));
        int length = 0;
        while (start >= 0
                && start + length < row.length()
                && at + length < text.length()
                && row.charAt(start + length) == text.charAt(at + length)) {
            length++;
        }
        return length;
    }

    private static String reversed(String row) {
        return new StringBuilder(row).reverse().toString();
    }

    private static String plain(String text) {
        return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD)
                .replaceAll("\\p{Mn}", "")
                .replace("œ", "oe")
                .replace("æ", "ae");
    }

    private static String lettersForSigns(String text) {
        StringBuilder letters = new StringBuilder(text.length());
        for (char sign : text.toCharArray()) {
            letters.append(
                    switch (sign) {
                        case '@', '4' -> 'a';
                        case '3', '€' -> 'e';
                        case '1', '!' -> 'i';
                        case '0' -> 'o';
                        case '$', '5' -> 's';
                        case '7' -> 't';
                        default -> sign;
                    });
        }
        return letters.toString();
    }
}
