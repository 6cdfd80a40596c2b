package fr.preau.config;

import java.util.List;

/**
 * One value as somebody wrote it.
 *
 * @param where a file and line, or an environment variable
 * @param values the text, or the texts of a list
 * @param list whether it was written as a list
 */
record Entry(String where, List<String> values, boolean list) {
    static Entry text(String where, String value) {
        return new Entry(where, List.of(value), false);
    }

    /** Nothing was written after the name, so the standard value holds. */
    boolean blank() {
        return !list && values.getFirst().isBlank();
    }

    String shown() {
        return list ? values.toString() : "\"" + values.getFirst() + "\"";
    }
}
