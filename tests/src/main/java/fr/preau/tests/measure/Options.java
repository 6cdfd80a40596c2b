package fr.preau.tests.measure;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Options of the form {@code --name value}; a case may also take one bare word before them, its subject. */
public final class Options {
    /** The name under which {@link #only} allows the bare word. */
    public static final String SUBJECT = "";

    private final Map<String, String> given;

    private Options(Map<String, String> given) {
        this.given = given;
    }

    /** Reads them; an {@link IllegalArgumentException} says what is wrong in a sentence for people. */
    public static Options parse(List<String> arguments) {
        Map<String, String> given = new TreeMap<>();
        int first = arguments.isEmpty() || arguments.getFirst().startsWith("--") ? 0 : 1;
        if (first == 1) {
            given.put(SUBJECT, arguments.getFirst());
        }
        for (int i = first; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!name.startsWith("--") || i + 1 == arguments.size()) {
                throw new IllegalArgumentException("Options are of the form --rounds 100; this is none: " + name);
            }
            given.put(name.substring(2), arguments.get(i + 1));
        }
        return new Options(given);
    }

    /** All but this one. */
    Options without(String name) {
        Map<String, String> rest = new TreeMap<>(given);
        rest.remove(name);
        return new Options(rest);
    }

    /** What was given, by name. */
    Map<String, String> given() {
        return Collections.unmodifiableMap(given);
    }

    /** The number given under this name, or the standard one; at least 1. */
    public int number(String name, int standard) {
        return number(name, standard, 1);
    }

    /** As {@link #number(String, int)}, but at least {@code least}. */
    public int number(String name, int standard, int least) {
        int number = text(name).map(text -> whole(name, text)).orElse(standard);
        if (number < least) {
            throw new IllegalArgumentException("--" + name + " is at least " + least);
        }
        return number;
    }

    /** The text given under this name. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(given.get(name));
    }

    /** Refuses options that the case does not know. */
    public Options only(String... names) {
        Set<String> unknown = new TreeSet<>(given.keySet());
        unknown.removeAll(Set.of(names));
        if (unknown.contains(SUBJECT)) {
            throw new IllegalArgumentException(
                    "Options are of the form --rounds 100; this is none: " + given.get(SUBJECT));
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("Unknown: --" + String.join(", --", unknown) + "; known: --"
                    + String.join(", --", new TreeSet<>(Set.of(names))));
        }
        return this;
    }

    private static int whole(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--" + name + " takes a whole number, not " + text, e);
        }
    }
}
