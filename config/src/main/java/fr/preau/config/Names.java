package fr.preau.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The names of settings, in the file and in the environment, and what somebody may have meant by an unknown one. */
final class Names {
    private static final String PREFIX = "PREAU_";

    private final Set<String> names;
    private final Map<String, String> byVariable = new TreeMap<>();
    private final Set<String> sections = new TreeSet<>();

    Names(List<String> names) {
        this.names = new TreeSet<>(names);
        for (String name : names) {
            byVariable.put(variable(name), name);
            sections.add(PREFIX + name.substring(0, name.indexOf('.')).toUpperCase(Locale.ROOT) + "_");
        }
    }

    /** {@code http.publicUrl} is {@code PREAU_HTTP_PUBLIC_URL}. */
    static String variable(String name) {
        return PREFIX
                + name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                        .replace('.', '_')
                        .toUpperCase(Locale.ROOT);
    }

    /**
     * Adds what the environment sets. Variables outside our sections, as {@code PREAU_HOME}, are somebody else's; within
     * them an unknown name is a fault. An empty variable counts as not set.
     */
    void addEnvironment(Map<String, String> environment, Map<String, Entry> entries, List<Fault> faults) {
        new TreeMap<>(environment).forEach((variable, value) -> {
            String name = byVariable.get(variable);
            if (name != null && !value.isBlank()) {
                entries.put(name, Entry.text("environment " + variable, value));
            } else if (name == null && sections.stream().anyMatch(variable::startsWith)) {
                String near = nearest(variable, byVariable.keySet());
                faults.add(new Fault(variable, "environment", "an unknown setting", "did you mean " + near + "?"));
            }
        });
    }

    void refuseUnknown(Map<String, Entry> entries, List<Fault> faults) {
        entries.forEach((name, entry) -> {
            boolean emptySection = entry.blank() && names.stream().anyMatch(known -> known.startsWith(name + "."));
            if (!names.contains(name) && !emptySection) {
                String near = nearest(name, names);
                faults.add(new Fault(name, entry.where(), "an unknown setting", "did you mean " + near + "?"));
            }
        });
    }

    static String nearest(String name, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .orElseThrow();
    }

    /** Levenshtein: letters to add, drop or change, upper and lower case taken as the same. */
    private static int distance(String given, String known) {
        String a = given.toLowerCase(Locale.ROOT);
        String b = known.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int kept = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(kept, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
