package fr.preau.channels.reach;

import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a text will cost as an SMS, and how to say the same for less.
 *
 * @param text the text as it leaves, see {@link SmsText#plain}
 * @param size its segments
 * @param costly the characters that turn the whole text into UCS-2, each once, in their order
 * @param cheaper the same text in cheaper letters; present only where that saves a segment. The writer decides: a name
 *     may matter more than a segment.
 */
public record SmsQuote(String text, SmsSegments size, List<String> costly, Optional<Cheaper> cheaper) {

    /** A cheaper text with its size. */
    public record Cheaper(String text, SmsSegments size) {}

    /** Quotes what a writer wrote. */
    public static SmsQuote of(String written) {
        var text = SmsText.plain(written);
        var size = SmsSegments.of(text);
        var letters = letters(text);
        var cheaper = Stream.of(letters, brackets(letters))
                .map(candidate -> new Cheaper(candidate, SmsSegments.of(candidate)))
                .filter(candidate -> candidate.size().segments() < size.segments())
                // The first that saves most changes least.
                .reduce((one, other) -> other.size().segments() < one.size().segments() ? other : one);
        return new SmsQuote(text, size, costly(text), cheaper);
    }

    private static List<String> costly(String text) {
        return text.codePoints()
                .filter(c -> !isGsm(c))
                .distinct()
                .mapToObj(Character::toString)
                .toList();
    }

    /** Every character outside GSM-7 by the one that a reader takes for it; signs that are no letters go. */
    private static String letters(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.append(isGsm(c) ? Character.toString(c) : plainer(c)));
        return out.toString().replaceAll(" {2,}", " ").strip();
    }

    private static String plainer(int c) {
        return switch (c) {
            case 'œ' -> "oe";
            case 'Œ' -> "OE";
            case 'ĳ' -> "ij";
            case 'ł' -> "l";
            case 'Ł' -> "L";
            case 'ı' -> "i";
            case 'đ', 'ð' -> "d";
            case '₤' -> "£";
            case '→' -> "->";
            default -> isSign(c) ? "" : base(c);
        };
    }

    private static String base(int c) {
        var whole = Character.toString(c);
        var bare = Normalizer.normalize(whole, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
        return !bare.isEmpty() && bare.chars().allMatch(SmsSegments::isGsm) ? bare : whole;
    }

    private static boolean isSign(int c) {
        return switch (Character.getType(c)) {
            case Character.OTHER_SYMBOL,
                    Character.MODIFIER_SYMBOL,
                    Character.FORMAT,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    /** Characters that take two places in GSM-7 by those that take one. */
    private static String brackets(String text) {
        return text.replace('[', '(')
                .replace(']', ')')
                .replace('{', '(')
                .replace('}', ')')
                .replace('\\', '/')
                .replace('|', '/')
                .replace('~', '-')
                .replace("^", "");
    }

    private static boolean isGsm(int c) {
        return c <= Character.MAX_VALUE && SmsSegments.isGsm(c);
    }
}
