package fr.preau.channels.reach;

import java.text.BreakIterator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prepares a text for an SMS: on one line, without dear typography, no longer than it may be. */
public final class SmsText {
    private static final String CUT = "...";

    private SmsText() {}

    /**
     * Writes signs that only differ in typography as GSM-7 has them (’ as ', … as ..., « as ", no-break space as space),
     * and any run of white space as one space. Letters stay: {@code ê} is not {@code e}.
     */
    public static String plain(String text) {
        var composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        var quoted = composed.replaceAll("[«“„][\\h\\s]*", "\"").replaceAll("[\\h\\s]*[»”]", "\"");
        var out = new StringBuilder(quoted.length());
        quoted.codePoints().forEach(c -> {
            switch (c) {
                case '’', '‘', 'ʼ', '`', '´' -> out.append('\'');
                case '…' -> out.append(CUT);
                case '–', '—', '‑', '‐', '−' -> out.append('-');
                case '•', '·' -> out.append('*');
                case '\u00ad', '\u200b', '\ufeff' -> {}
                default -> out.appendCodePoint(isSpace(c) ? ' ' : c);
            }
        });
        return out.toString().replaceAll(" {2,}", " ").strip();
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
    }

    /**
     * The longest beginning of {@code text} that fits into {@code segments} segments: all of it, or cut after a word and
     * ended by three dots; cut within a word only where the first word alone is too long.
     *
     * @param segments at least 1
     */
    public static String fit(String text, int segments) {
        return fit(text, "", segments);
    }

    /**
     * As {@link #fit(String, int)}, with an ending that is never cut: a link.
     *
     * @param ending no longer than the segments
     */
    public static String fit(String text, String ending, int segments) {
        if (segments < 1) {
            throw new IllegalArgumentException("segments must be 1 or more: " + segments);
        }
        if (SmsSegments.of(text + ending).segments() <= segments) {
            return text + ending;
        }
        var words = longest(text, ending, segments, BreakIterator.getLineInstance(Locale.ROOT));
        return words.isEmpty()
                ? longest(text, ending, segments, BreakIterator.getCharacterInstance(Locale.ROOT))
                : words;
    }

    private static String longest(String text, String ending, int segments, BreakIterator breaks) {
        var ends = ends(text, breaks);
        // A longer beginning never needs fewer segments, so the search may halve.
        int low = 0;
        int high = ends.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (SmsSegments.of(cut(text, ends.get(middle)) + ending).segments() <= segments) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return ends.get(low) == 0 ? "" : cut(text, ends.get(low)) + ending;
    }

    private static List<Integer> ends(String text, BreakIterator breaks) {
        breaks.setText(text);
        var ends = new ArrayList<Integer>();
        for (int end = breaks.first(); end != BreakIterator.DONE; end = breaks.next()) {
            ends.add(end);
        }
        return ends;
    }

    private static String cut(String text, int end) {
        return text.substring(0, end).replaceAll("[\\s.,;:!?-]+$", "") + CUT;
    }
}
