package fr.preau.channels.roll;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds the children whom guardians' rows name: by family or usage name, first name and class, all folded. One pupil must
 * fit and no other; a name in another class, or without one, is not certain.
 */
final class ChildMatcher {
    private final ClassNames classes;
    private final Map<Integer, UUID> people;
    private final Map<String, List<PupilRow>> byName = new HashMap<>();

    /** @param people the person of each line of the pupils' export; lines that are held have none */
    ChildMatcher(List<PupilRow> pupils, Map<Integer, UUID> people, ClassNames classes) {
        this.classes = classes;
        this.people = people;
        for (PupilRow row : pupils) {
            PersonName name = row.entry().name();
            for (String key : keys(name.family(), name.usage(), name.first())) {
                byName.computeIfAbsent(key, none -> new ArrayList<>()).add(row);
            }
        }
    }

    /** A row with the children found, and those not found. */
    GuardianFile.Resolved resolve(GuardianRow row) {
        Set<UUID> children = new LinkedHashSet<>();
        List<UnmatchedChild> unmatched = new ArrayList<>();
        boolean held = false;
        for (ChildRef child : row.children()) {
            List<PupilRow> named = named(child);
            List<PupilRow> fitting = named.stream()
                    .filter(pupil -> inClass(pupil.entry().className(), child.classes()))
                    .toList();
            UnmatchedChild.Reason reason = reason(child, named, fitting);
            if (reason != null) {
                List<PupilRow> candidates = fitting.isEmpty() ? named : fitting;
                unmatched.add(new UnmatchedChild(
                        row.line(),
                        child,
                        reason,
                        candidates.stream().map(PupilRow::line).toList()));
                continue;
            }
            UUID pupil = people.get(fitting.getFirst().line());
            held |= pupil == null;
            if (pupil != null) {
                children.add(pupil);
            }
        }
        return new GuardianFile.Resolved(row, children, unmatched, held);
    }

    private UnmatchedChild.@Nullable Reason reason(ChildRef child, List<PupilRow> named, List<PupilRow> fitting) {
        if (named.isEmpty()) {
            return UnmatchedChild.Reason.NO_SUCH_PUPIL;
        }
        if (fitting.isEmpty()) {
            return Folding.fold(child.classes()).isEmpty()
                    ? UnmatchedChild.Reason.NO_CLASS
                    : UnmatchedChild.Reason.OTHER_CLASS;
        }
        return onePerson(fitting) ? null : UnmatchedChild.Reason.SEVERAL;
    }

    private boolean onePerson(List<PupilRow> rows) {
        UUID first = people.get(rows.getFirst().line());
        return rows.size() == 1
                || (first != null && rows.stream().allMatch(row -> first.equals(people.get(row.line()))));
    }

    private List<PupilRow> named(ChildRef child) {
        Set<PupilRow> rows = new LinkedHashSet<>();
        for (String key : keys(child.family(), child.usage(), child.first())) {
            rows.addAll(byName.getOrDefault(key, List.of()));
        }
        return List.copyOf(rows);
    }

    private boolean inClass(String className, String said) {
        String folded = Folding.fold(className);
        return classes.parts(said).anyMatch(folded::equals);
    }

    private static Set<String> keys(String family, String usage, String first) {
        Set<String> keys = new LinkedHashSet<>();
        for (String surname : List.of(family, usage)) {
            if (!Folding.fold(surname).isEmpty()) {
                keys.add(Folding.fold(surname) + "|" + Folding.fold(first));
            }
        }
        return keys;
    }
}
