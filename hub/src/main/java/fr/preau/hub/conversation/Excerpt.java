package fr.preau.hub.conversation;

import java.util.Arrays;
import java.util.List;

/** The part of a text around the first word that a search found, that word between « and ». */
final class Excerpt {
    private static final int AROUND = 70;
    private static final int SHORTEST_STEM = 3;

    private Excerpt() {}

    /**
     * At most about 200 characters. A word counts as found when it begins like one of the words sought, accents and
     * endings aside; the search itself, in PostgreSQL, is more exact.
     */
    static String of(String body, String words) {
        String text = body.replaceAll("\\s+", " ").strip();
        List<String> stems = Arrays.stream(PostText.fold(words).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> word.length() >= SHORTEST_STEM)
                .map(word -> word.substring(0, Math.max(SHORTEST_STEM, word.length() - 2)))
                .toList();
        for (int at = 0; at < text.length(); at = end(text, at) + 1) {
            int end = end(text, at);
            String folded = PostText.fold(text.substring(at, end));
            if (stems.stream().anyMatch(folded::startsWith)) {
                return cut(text, at, end);
            }
        }
        return text.substring(0, Math.min(text.length(), 2 * AROUND));
    }

    private static int end(String text, int at) {
        int end = at;
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static String cut(String text, int at, int end) {
        int from = Math.max(0, at - AROUND);
        int to = Math.min(text.length(), end + AROUND);
        return (from > 0 ? "…" : "")
                + text.substring(from, at) + "« " + text.substring(at, end) + " »" + text.substring(end, to)
                + (to < text.length() ? "…" : "");
    }
}
