package fr.preau.hub.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The lists of names.txt. */
final class Names {
    private static final Map<String, List<String>> LISTS = read();

    static final List<String> GIRLS = list("girls");
    static final List<String> BOYS = list("boys");
    static final List<String> WOMEN = list("women");
    static final List<String> MEN = list("men");
    static final List<String> FAMILIES = list("families");
    static final List<String> STREETS = list("streets");
    /** As they follow "École élémentaire". */
    static final List<String> PLACES = list("places");
    /** For pass phrases. */
    static final List<String> WORDS = list("words");

    private Names() {}

    private static List<String> list(String section) {
        return List.copyOf(Objects.requireNonNull(LISTS.get(section), section));
    }

    private static Map<String, List<String>> read() {
        Map<String, List<String>> lists = new HashMap<>();
        String section = "";
        for (String line : lines("names.txt")) {
            if (line.startsWith("[")) {
                section = line.substring(1, line.length() - 1);
            } else {
                for (String name : line.split(" ")) {
                    lists.computeIfAbsent(section, s -> new ArrayList<>()).add(name.replace('_', ' '));
                }
            }
        }
        return lists;
    }

    /** The lines of a file of this room that are neither empty nor comments. */
    static List<String> lines(String file) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Names.class.getResourceAsStream("/demo/" + file), file),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
