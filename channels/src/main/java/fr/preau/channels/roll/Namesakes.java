package fr.preau.channels.roll;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All guardians of one family and first name, in the export and among those known. A row is a known guardian when the name
 * is the same and a child is, and either the address too or all the children; everything else is asked about and held.
 */
final class Namesakes {
    /** More known namesakes than this are not listed for one row; the row is held all the same. */
    private static final int CANDIDATES = 20;

    private final Questions questions;
    private final Function<UUID, String> pupilKey;
    private final Map<UUID, GuardianFile.KnownGuardian> unmatched = new LinkedHashMap<>();
    private final Map<UUID, List<GuardianFile.Resolved>> assigned = new LinkedHashMap<>();
    private final List<GuardianFile.Resolved> loose = new ArrayList<>();
    private final List<GuardianFile.Person> people = new ArrayList<>();
    private final List<Integer> heldRows = new ArrayList<>();
    private final Set<UUID> heldKnown = new HashSet<>();

    Namesakes(Questions questions, Function<UUID, String> pupilKey, List<GuardianFile.KnownGuardian> known) {
        this.questions = questions;
        this.pupilKey = pupilKey;
        known.forEach(each -> unmatched.put(each.person(), each));
    }

    List<GuardianFile.Person> people() {
        return people;
    }

    List<Integer> heldRows() {
        return heldRows;
    }

    Set<UUID> heldKnown() {
        return heldKnown;
    }

    /** @param stillThere the pupils who are in the export and were known before */
    void settle(List<GuardianFile.Resolved> rows, Set<UUID> stillThere) {
        boolean waiting = false;
        for (GuardianFile.Resolved row : rows) {
            if (row.children().isEmpty()) {
                heldRows.add(row.row().line());
                waiting = true;
            } else {
                assign(row);
            }
        }
        List.copyOf(assigned.entrySet()).forEach(entry -> confirm(entry.getKey(), entry.getValue(), stillThere));
        if (waiting) {
            heldKnown.addAll(unmatched.keySet());
        }
        askAboutLoose();
    }

    private void assign(GuardianFile.Resolved row) {
        List<GuardianFile.KnownGuardian> sharing = unmatched.values().stream()
                .filter(known -> shared(known.children(), row.children()))
                .filter(known -> !known.entry().otherCivility(row.entry()))
                .toList();
        List<GuardianFile.KnownGuardian> present =
                sharing.stream().filter(known -> !known.known().left()).toList();
        List<GuardianFile.KnownGuardian> candidates = present.isEmpty() ? sharing : present;
        List<GuardianFile.KnownGuardian> neighbours = candidates.stream()
                .filter(known -> known.entry().address().sameAs(row.entry().address()))
                .toList();
        List<GuardianFile.KnownGuardian> best = neighbours.isEmpty() ? candidates : neighbours;
        if (best.isEmpty()) {
            loose.add(row);
        } else if (best.size() == 1) {
            assigned.computeIfAbsent(best.getFirst().person(), none -> new ArrayList<>())
                    .add(row);
        } else {
            settle(row, ask(row, best, Doubt.Reason.WHICH_IS_WHICH));
        }
    }

    /** Holds against the known guardian the rows that share a child with it. */
    private void confirm(UUID person, List<GuardianFile.Resolved> rows, Set<UUID> stillThere) {
        GuardianFile.KnownGuardian known = unmatched.get(person);
        if (known == null) {
            rows.forEach(loose::add);
            return;
        }
        List<GuardianFile.Resolved> taken = rows;
        if (overlap(rows)) {
            taken = rows.stream().filter(row -> atAddressOf(known, row)).toList();
            if (taken.size() != 1) {
                rows.forEach(row -> settle(row, ask(row, List.of(known), Doubt.Reason.WHICH_IS_WHICH)));
                return;
            }
            rows.stream().filter(row -> !atAddressOf(known, row)).forEach(loose::add);
        }
        GuardianFile.Person found = new GuardianFile.Person(taken, known);
        Answer answer = certain(found, known, stillThere)
                ? new Answer(known, false)
                : ask(found, List.of(known), Doubt.Reason.KNOWN_GUARDIAN_MOVED);
        if (answer.same() != null) {
            people.add(found);
            unmatched.remove(person);
        } else if (answer.open()) {
            taken.forEach(row -> heldRows.add(row.row().line()));
        } else {
            loose.addAll(taken);
        }
    }

    private static boolean certain(GuardianFile.Person found, GuardianFile.KnownGuardian known, Set<UUID> stillThere) {
        Set<UUID> now = found.children();
        boolean sameChildren = now.stream().filter(stillThere::contains).allMatch(known.children()::contains)
                && known.imported().stream().filter(stillThere::contains).allMatch(now::contains);
        return known.known().left()
                || sameChildren
                || found.resolved().stream().anyMatch(row -> atAddressOf(known, row) || nowhere(known, row));
    }

    private void askAboutLoose() {
        List<GuardianFile.KnownGuardian> missing = unmatched.values().stream()
                .filter(known -> !known.known().left())
                .toList();
        for (GuardianFile.Resolved row : loose) {
            List<GuardianFile.KnownGuardian> alike = missing.stream()
                    .filter(known -> !known.entry().otherCivility(row.entry()))
                    .toList();
            settle(row, ask(row, alike, Doubt.Reason.KNOWN_GUARDIAN_OTHER_CHILDREN));
        }
    }

    private void settle(GuardianFile.Resolved row, Answer answer) {
        if (answer.same() != null) {
            join(row, answer.same());
        } else if (answer.open()) {
            heldRows.add(row.row().line());
        } else {
            people.add(new GuardianFile.Person(List.of(row), null));
        }
    }

    private void join(GuardianFile.Resolved row, GuardianFile.KnownGuardian known) {
        unmatched.remove(known.person());
        heldKnown.remove(known.person());
        for (int i = 0; i < people.size(); i++) {
            if (known.equals(people.get(i).match())) {
                people.set(i, people.get(i).and(List.of(row)));
                return;
            }
        }
        people.add(new GuardianFile.Person(List.of(row), known));
    }

    /** @param open whether a question has no answer yet */
    private record Answer(GuardianFile.@Nullable KnownGuardian same, boolean open) {}

    private Answer ask(GuardianFile.Resolved row, List<GuardianFile.KnownGuardian> known, Doubt.Reason reason) {
        return ask(new GuardianFile.Person(List.of(row), null), known, reason);
    }

    private Answer ask(GuardianFile.Person found, List<GuardianFile.KnownGuardian> known, Doubt.Reason reason) {
        boolean open = false;
        for (GuardianFile.KnownGuardian each : known.stream().limit(CANDIDATES).toList()) {
            String before = each.entry().name().key()
                    + each.children().stream().map(pupilKey).sorted().toList();
            Verdict verdict = questions.ask(
                    RollFile.GUARDIANS,
                    List.of("known", found.key(pupilKey), before),
                    found.rows(),
                    reason,
                    List.of(found.name(), each.entry().name()),
                    true);
            if (verdict == Verdict.SAME) {
                return new Answer(each, false);
            }
            if (verdict == null) {
                open = true;
                heldKnown.add(each.person());
            }
        }
        return new Answer(null, open);
    }

    private static boolean overlap(List<GuardianFile.Resolved> rows) {
        Set<UUID> seen = new HashSet<>();
        return rows.stream().flatMap(row -> row.children().stream()).anyMatch(child -> !seen.add(child));
    }

    private static boolean atAddressOf(GuardianFile.KnownGuardian known, GuardianFile.Resolved row) {
        return known.entry().address().sameAs(row.entry().address());
    }

    private static boolean nowhere(GuardianFile.KnownGuardian known, GuardianFile.Resolved row) {
        return known.entry().address().unknown() || row.entry().address().unknown();
    }

    private static boolean shared(Set<UUID> some, Set<UUID> others) {
        return some.stream().anyMatch(others::contains);
    }
}
