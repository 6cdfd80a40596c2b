package fr.preau.channels.roll;

import fr.preau.channels.roll.GuardianFile.KnownGuardian;
import fr.preau.channels.roll.GuardianFile.Person;
import fr.preau.channels.roll.GuardianFile.Resolved;
import fr.preau.channels.roll.NamesakeQuestions.Answer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * All guardians of one family and first name, in the export and among those known. A row that says what it said before is
 * whom it was before. Another one is a known guardian when the name is the same and a child is, and either the address too
 * or all the children; everything else is asked about and held.
 */
final class Namesakes {
    private final NamesakeQuestions questions;
    private final List<KnownGuardian> known;
    private final Map<UUID, KnownGuardian> unmatched = new LinkedHashMap<>();
    private final Map<UUID, List<Resolved>> before;
    private final Map<UUID, List<Resolved>> assigned = new LinkedHashMap<>();
    private final Map<Resolved, List<KnownGuardian>> severalFit = new LinkedHashMap<>();
    private final List<Resolved> loose = new ArrayList<>();
    private final List<Person> people = new ArrayList<>();
    private final List<Integer> heldRows = new ArrayList<>();
    private final Set<UUID> heldKnown = new HashSet<>();

    /** @param before rows that say what they said before, by the known guardian they were and are */
    Namesakes(NamesakeQuestions questions, List<KnownGuardian> known, Map<UUID, List<Resolved>> before) {
        this.questions = questions;
        this.before = before;
        this.known = known;
        known.forEach(each -> unmatched.put(each.person(), each));
    }

    List<Person> people() {
        return people;
    }

    List<Integer> heldRows() {
        return heldRows;
    }

    Set<UUID> heldKnown() {
        return heldKnown;
    }

    /**
     * @param rows those that are not from before
     * @param stillThere the pupils who are in the export and were known before
     */
    void settle(List<Resolved> rows, Set<UUID> stillThere) {
        List<Resolved> waiting =
                rows.stream().filter(row -> row.children().isEmpty()).toList();
        waiting.forEach(row -> heldRows.add(row.row().line()));
        Set<Resolved> pending = new LinkedHashSet<>(rows);
        waiting.forEach(pending::remove);
        pending.removeIf(this::declared);
        // What is certain narrows what the other rows can be, so look again until nothing more is certain.
        do {
            assigned.clear();
            severalFit.clear();
            loose.clear();
            pending.forEach(this::assign);
        } while (known.stream()
                        .filter(each -> settleCertain(each, pending, stillThere))
                        .count()
                > 0);
        known.forEach(this::addPerson);
        known.forEach(this::askWhetherMoved);
        severalFit.forEach((row, fitting) -> settle(row, questions.ask(row, fitting, Doubt.Reason.WHICH_IS_WHICH)));
        if (!waiting.isEmpty()) {
            heldKnown.addAll(unmatched.keySet());
        }
        loose.forEach(row -> settle(row, questions.ask(row, missing(row), Doubt.Reason.KNOWN_GUARDIAN_OTHER_CHILDREN)));
    }

    /** Answers come first: who was declared to be a known guardian is no longer in question for other rows. */
    private boolean declared(Resolved row) {
        Optional<KnownGuardian> same = known.stream()
                .filter(each -> questions.verdict(row, each) == Verdict.SAME)
                .filter(each -> !overlap(rowsOf(each), row))
                .findFirst();
        same.ifPresent(each ->
                before.computeIfAbsent(each.person(), none -> new ArrayList<>()).add(row));
        return same.isPresent();
    }

    private void assign(Resolved row) {
        List<KnownGuardian> sharing = known.stream()
                .filter(each -> shared(each.children(), row.children()))
                .filter(each -> !each.entry().otherCivility(row.entry()))
                .filter(each -> !overlap(rowsOf(each), row))
                .filter(each -> questions.verdict(row, each) != Verdict.APART)
                .toList();
        List<KnownGuardian> present =
                sharing.stream().filter(each -> !each.known().left()).toList();
        List<KnownGuardian> candidates = present.isEmpty() ? sharing : present;
        List<KnownGuardian> neighbours =
                candidates.stream().filter(each -> each.livesAt(row)).toList();
        List<KnownGuardian> best = neighbours.isEmpty() ? candidates : neighbours;
        if (best.isEmpty()) {
            loose.add(row);
        } else if (best.size() == 1) {
            assigned.computeIfAbsent(best.getFirst().person(), none -> new ArrayList<>())
                    .add(row);
        } else {
            severalFit.put(row, best);
        }
    }

    /** Gives a known guardian the rows that share a child and are certain; whether there were any. */
    private boolean settleCertain(KnownGuardian each, Set<Resolved> pending, Set<UUID> stillThere) {
        List<Resolved> more = assigned.getOrDefault(each.person(), List.of());
        if (overlap(more)) {
            List<Resolved> neighbours = more.stream().filter(each::livesAt).toList();
            if (neighbours.size() != 1) {
                more.forEach(row -> severalFit.put(row, List.of(each)));
                assigned.remove(each.person());
                return false;
            }
            more = neighbours;
        }
        if (more.isEmpty() || !each.certainlyIs(new Person(rowsOf(each), each).and(more), stillThere)) {
            return false;
        }
        before.computeIfAbsent(each.person(), none -> new ArrayList<>()).addAll(more);
        more.forEach(pending::remove);
        return true;
    }

    private void addPerson(KnownGuardian each) {
        if (!rowsOf(each).isEmpty()) {
            people.add(new Person(List.of(), each).and(rowsOf(each)));
            unmatched.remove(each.person());
        }
    }

    private void askWhetherMoved(KnownGuardian each) {
        List<Resolved> more = assigned.getOrDefault(each.person(), List.of());
        if (!more.isEmpty()) {
            more.forEach(row -> settle(row, questions.ask(row, List.of(each), Doubt.Reason.KNOWN_GUARDIAN_MOVED)));
        }
    }

    private List<Resolved> rowsOf(KnownGuardian each) {
        return before.getOrDefault(each.person(), List.of());
    }

    private List<KnownGuardian> missing(Resolved row) {
        return unmatched.values().stream()
                .filter(each -> !each.known().left())
                .filter(each -> !each.entry().otherCivility(row.entry()))
                .toList();
    }

    private void settle(Resolved row, Answer answer) {
        if (answer.same() != null) {
            join(row, answer.same());
        } else if (answer.open().isEmpty()) {
            people.add(Person.alone(row));
        } else {
            hold(List.of(row), answer);
        }
    }

    private void hold(List<Resolved> rows, Answer answer) {
        rows.forEach(row -> heldRows.add(row.row().line()));
        answer.open().forEach(each -> heldKnown.add(each.person()));
    }

    /** Adds a row to a known guardian, unless another row of this guardian already speaks of one of its children. */
    private void join(Resolved row, KnownGuardian same) {
        unmatched.remove(same.person());
        for (int i = 0; i < people.size(); i++) {
            Person person = people.get(i);
            if (same.equals(person.match())) {
                boolean twice = shared(person.children(), row.children());
                people.set(i, twice ? person : person.and(List.of(row)));
                if (twice) {
                    people.add(Person.alone(row));
                }
                return;
            }
        }
        people.add(new Person(List.of(row), same));
    }

    private static boolean overlap(List<Resolved> rows) {
        Set<UUID> seen = new HashSet<>();
        return rows.stream().flatMap(row -> row.children().stream()).anyMatch(child -> !seen.add(child));
    }

    private static boolean overlap(List<Resolved> rows, Resolved row) {
        return rows.stream().anyMatch(each -> shared(each.children(), row.children()));
    }

    private static boolean shared(Set<UUID> some, Set<UUID> others) {
        return some.stream().anyMatch(others::contains);
    }
}
