package fr.preau.tests.measure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Options of the form {@code --name number}. */
public final class Options {
    private final Map<String, Integer> given;

    private Options(Map<String, Integer> given) {
        this.given = given;
    }

    /** Reads them; an {@link IllegalArgumentException} says what is wrong in a sentence for people. */
    public static Options parse(List<String> arguments) {
        Map<String, Integer> given = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!name.startsWith("--") || i + 1 == arguments.size()) {
                throw new IllegalArgumentException("Options are of the form --rounds 100; this is none: " + name);
            }
            try {
                given.put(name.substring(2), Integer.parseInt(arguments.get(i + 1)));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(name + " takes a whole number, not " + arguments.get(i + 1), e);
            }
        }
        return new Options(given);
    }

    /** The number given under this name, or the standard one; at least 1. */
    public int number(String name, int standard) {
        return number(name, standard, 1);
    }

    /** As {@link #number(String, int)}, but at least {@code least}. */
    public int number(String name, int standard, int least) {
        int number = given.getOrDefault(name, standard);
        if (number < least) {
            throw new IllegalArgumentException("--" + name + " is at least " + least);
        }
        return number;
    }

    /** Refuses options that the case does not know. */
    public Options only(String... names) {
        Set<String> unknown = new TreeSet<>(given.keySet());
        unknown.removeAll(Set.of(names));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("Unknown: --" + String.join(", --", unknown) + "; known: --"
                    + String.join(", --", new TreeSet<>(Set.of(names))));
        }
        return this;
    }
}
