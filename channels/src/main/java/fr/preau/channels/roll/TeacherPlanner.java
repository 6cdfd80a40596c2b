package fr.preau.channels.roll;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds the teachers of the export among those known, by name; namesakes by name and classes. */
final class TeacherPlanner {
    private final List<Known<TeacherEntry>> known;
    private final FormerRows former;
    private final Questions questions;
    private final List<Cluster<TeacherEntry>> clusters = new ArrayList<>();
    private final List<Integer> heldRows = new ArrayList<>();
    private final Set<UUID> staying = new HashSet<>();

    TeacherPlanner(RollState state, Questions questions) {
        this.known = state.teachers();
        this.former = new FormerRows(state.rows(), known);
        this.questions = questions;
    }

    /** Rows that are one teacher. */
    private record Group(List<TeacherRow> lines, TeacherEntry entry) {
        List<Integer> rows() {
            return lines.stream().map(TeacherRow::line).toList();
        }

        Cluster<TeacherEntry> as(@Nullable Known<TeacherEntry> known) {
            return new Cluster.Single<>(rows(), entry, known);
        }
    }

    /** @param rows the export, its classes found */
    Changes<TeacherEntry> plan(List<TeacherRow> rows, Supplier<UUID> ids) {
        Map<String, List<Known<TeacherEntry>>> knownByName =
                known.stream().collect(groupingBy(each -> each.entry().name().key()));
        rows.stream()
                .collect(groupingBy(row -> row.entry().name().key(), LinkedHashMap::new, toList()))
                .forEach((name, namesakes) -> pair(groups(namesakes), knownByName.getOrDefault(name, List.of())));
        List<Known<TeacherEntry>> gone = known.stream()
                .filter(each -> !each.left() && !staying.contains(each.person()))
                .toList();
        return Changes.of(clusters, gone, heldRows, TeacherEntry::completedBy, ids);
    }

    private List<Group> groups(List<TeacherRow> namesakes) {
        List<Group> single = namesakes.stream()
                .map(row -> new Group(List.of(row), row.entry()))
                .collect(toCollection(ArrayList::new));
        if (single.size() == 1 || ask(single, "twice", Doubt.Reason.TEACHER_TWICE, false) != Verdict.SAME) {
            return single;
        }
        Set<String> classes = new TreeSet<>();
        namesakes.forEach(row -> classes.addAll(row.entry().classes()));
        TeacherEntry entry = namesakes.stream()
                .map(TeacherRow::entry)
                .reduce(TeacherEntry::completedBy)
                .orElseThrow();
        boolean head = namesakes.stream().anyMatch(row -> row.entry().head());
        return new ArrayList<>(List.of(
                new Group(namesakes, entry.teaching(List.copyOf(classes)).leading(head))));
    }

    private void pair(List<Group> groups, List<Known<TeacherEntry>> namesakes) {
        for (boolean left : new boolean[] {false, true}) {
            List<Known<TeacherEntry>> candidates =
                    namesakes.stream().filter(each -> each.left() == left).collect(toCollection(ArrayList::new));
            for (Group group : List.copyOf(groups)) {
                former(group, candidates).ifPresent(each -> match(group, each, groups, candidates));
            }
            for (Group group : List.copyOf(groups)) {
                candidates.stream()
                        .filter(each -> Set.copyOf(each.entry().classes()).equals(Set.copyOf(group.entry.classes())))
                        .findFirst()
                        .ifPresent(each -> match(group, each, groups, candidates));
            }
            if (groups.size() == 1 && candidates.size() == 1) {
                match(groups.getFirst(), candidates.getFirst(), groups, candidates);
            } else if (!left && !groups.isEmpty() && !candidates.isEmpty()) {
                askWhichIsWhich(groups, candidates);
            }
        }
        groups.forEach(group -> clusters.add(group.as(null)));
    }

    private Optional<Known<TeacherEntry>> former(Group group, List<Known<TeacherEntry>> candidates) {
        return group.lines.stream()
                .flatMap(row -> former.claim(row.fingerprint()).stream())
                .flatMap(person ->
                        candidates.stream().filter(each -> each.person().equals(person)))
                .findFirst();
    }

    private void askWhichIsWhich(List<Group> groups, List<Known<TeacherEntry>> candidates) {
        Verdict verdict = ask(groups, "which", Doubt.Reason.WHICH_IS_WHICH, true);
        if (verdict == null) {
            groups.forEach(group -> heldRows.addAll(group.rows()));
            groups.clear();
            candidates.forEach(each -> staying.add(each.person()));
        } else if (verdict == Verdict.SAME) {
            while (!groups.isEmpty() && !candidates.isEmpty()) {
                match(groups.getFirst(), candidates.getFirst(), groups, candidates);
            }
        }
    }

    private @Nullable Verdict ask(List<Group> groups, String kind, Doubt.Reason reason, boolean held) {
        List<String> keys = new ArrayList<>(List.of(kind));
        groups.forEach(group -> keys.add(group.entry.name().key()
                + group.entry.classes().stream().map(Folding::fold).sorted().toList()));
        return questions.ask(
                RollFile.TEACHERS,
                keys,
                groups.stream().flatMap(group -> group.rows().stream()).toList(),
                reason,
                groups.stream().map(group -> group.entry.name()).toList(),
                held);
    }

    private void match(
            Group group, Known<TeacherEntry> each, List<Group> groups, List<Known<TeacherEntry>> candidates) {
        clusters.add(group.as(each));
        staying.add(each.person());
        groups.remove(group);
        candidates.remove(each);
    }
}
