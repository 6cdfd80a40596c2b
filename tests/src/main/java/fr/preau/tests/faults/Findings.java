package fr.preau.tests.faults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What was found wrong, by kind, each with words for people. */
record Findings(
        List<String> lost,
        List<String> doubled,
        List<String> reordered,
        List<String> gaps,
        List<String> foreign,
        List<String> leaked) {
    private static final int SHOWN = 5;

    static Findings empty() {
        return new Findings(
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
    }

    boolean none() {
        return byKind().values().stream().allMatch(List::isEmpty);
    }

    /** How many of each kind, as figures of a verdict. */
    Map<String, Object> counts() {
        Map<String, Object> counts = new LinkedHashMap<>();
        byKind().forEach((kind, found) -> counts.put(kind, found.size()));
        return counts;
    }

    /** The first few of each kind. */
    List<String> examples() {
        return byKind().entrySet().stream()
                .flatMap(kind -> Stream.concat(
                        kind.getValue().stream().limit(SHOWN).map(one -> kind.getKey() + ": " + one),
                        kind.getValue().size() > SHOWN
                                ? Stream.of(kind.getKey() + ": and "
                                        + (kind.getValue().size() - SHOWN) + " more")
                                : Stream.empty()))
                .toList();
    }

    private Map<String, List<String>> byKind() {
        Map<String, List<String>> kinds = new LinkedHashMap<>();
        kinds.put("lost", lost);
        kinds.put("doubled", doubled);
        kinds.put("reordered", reordered);
        kinds.put("gaps", gaps);
        kinds.put("foreign", foreign);
        kinds.put("leaked", leaked);
        return kinds;
    }

    @Override
    public String toString() {
        return String.join("; ", examples());
    }
}
