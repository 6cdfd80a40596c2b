package fr.preau.channels.reach;

import java.text.BreakIterator;
import java.util.Locale;

/**
 * What a text costs as an SMS: its encoding, its size and its number of segments.
 *
 * <p>One segment holds 160 septets (GSM-7) or 70 UTF-16 units (UCS-2); the segments of a longer text hold 153 or 67,
 * because each then carries a header (3GPP TS 23.040). One character outside GSM-7 turns the whole text into UCS-2. A
 * character of two septets, and in UCS-2 a character of several units, is never split over two segments.
 *
 * @param encoding the encoding that the whole text needs
 * @param units septets (GSM-7) or UTF-16 units (UCS-2), headers not counted
 * @param segments segments that are sent and paid for; an empty text counts as one
 */
public record SmsSegments(Encoding encoding, int units, int segments) {

    /** The two encodings of a text message, with what one segment holds alone and as part of several. */
    public enum Encoding {
        GSM_7(160, 153),
        UCS_2(70, 67);

        private final int alone;
        private final int part;

        Encoding(int alone, int part) {
            this.alone = alone;
            this.part = part;
        }
    }

    /** Basic character set of 3GPP TS 23.038, 6.2.1: one septet each. */
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /** Extension table, 6.2.1.1: escape and one more septet each. */
    private static final String EXTENDED = "\f^{}\\[~]|€";

    /** Counts {@code text} as it stands; nothing is replaced. */
    public static SmsSegments of(String text) {
        return text.chars().allMatch(SmsSegments::isGsm) ? gsm(text) : ucs(text);
    }

    /** Whether the character can be written in GSM-7, so that it does not make the text dearer. */
    public static boolean isGsm(int character) {
        return BASIC.indexOf(character) >= 0 || EXTENDED.indexOf(character) >= 0;
    }

    private static SmsSegments gsm(String text) {
        var counter = new Counter(Encoding.GSM_7);
        text.chars().forEach(c -> counter.add(EXTENDED.indexOf(c) >= 0 ? 2 : 1));
        return counter.result();
    }

    private static SmsSegments ucs(String text) {
        var counter = new Counter(Encoding.UCS_2);
        var characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        int start = characters.first();
        for (int end = characters.next(); end != BreakIterator.DONE; start = end, end = characters.next()) {
            counter.add(end - start);
        }
        return counter.result();
    }

    /** Fills segments one after the other. */
    private static final class Counter {
        private final Encoding encoding;
        private int units;
        private int full;
        private int current;

        Counter(Encoding encoding) {
            this.encoding = encoding;
        }

        void add(int size) {
            // A character longer than a segment does not exist but as a run of joiners; it is cut like any text.
            int left = size;
            while (left > encoding.part) {
                place(encoding.part);
                left -= encoding.part;
            }
            place(left);
        }

        private void place(int size) {
            units += size;
            if (current + size > encoding.part) {
                full++;
                current = 0;
            }
            current += size;
        }

        SmsSegments result() {
            return new SmsSegments(encoding, units, units <= encoding.alone ? 1 : full + 1);
        }
    }
}
