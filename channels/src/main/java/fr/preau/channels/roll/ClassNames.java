package fr.preau.channels.roll;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The classes that pupils are in, each under one spelling: the one known before, else the first one read. */
final class ClassNames {
    private final Map<String, String> spelling = new LinkedHashMap<>();

    ClassNames(Set<String> known, List<PupilRow> rows) {
        Map<String, String> before = new LinkedHashMap<>();
        known.forEach(name -> before.put(Folding.fold(name), name));
        for (PupilRow row : rows) {
            String name = row.entry().className();
            String folded = Folding.fold(name);
            if (!folded.isEmpty()) {
                spelling.putIfAbsent(folded, before.getOrDefault(folded, name));
            }
        }
    }

    /** All classes, in the order of the export. */
    List<String> all() {
        return List.copyOf(spelling.values());
    }

    PupilRow respelled(PupilRow row) {
        PupilEntry entry = row.entry();
        String name = spelling.getOrDefault(Folding.fold(entry.className()), "");
        return new PupilRow(
                row.line(), new PupilEntry(entry.ine(), entry.name(), entry.birthDate(), entry.level(), name));
    }

    /** The classes that a text names: one as a whole, else several with commas between them. Unknown ones are left out. */
    List<String> named(String text) {
        return parts(text)
                .map(spelling::get)
                .filter(name -> name != null)
                .distinct()
                .toList();
    }

    /** The folded names in a text: the whole, or where that is no class its parts. */
    Stream<String> parts(String text) {
        String whole = Folding.fold(text);
        if (spelling.containsKey(whole) || text.indexOf(',') < 0) {
            return Stream.of(whole);
        }
        return Stream.of(text.split(",")).map(Folding::fold).filter(part -> !part.isEmpty());
    }
}
