package fr.preau.channels.roll;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds each pupil of the export among those known: by the national number where both have one, by name and day of birth
 * otherwise. What is left over on both sides and looks alike is asked about and held.
 */
final class PupilPlanner {
    /** More look-alikes of one row than this are not listed; the row is held all the same. */
    private static final int CANDIDATES = 20;

    private final Questions questions;
    private final FormerRows former;
    private final Map<Integer, Group> loose = new LinkedHashMap<>();
    private final Map<UUID, Known<PupilEntry>> unmatched = new LinkedHashMap<>();
    private final Set<String> namesakes = new HashSet<>();
    private final List<Cluster<PupilEntry>> clusters = new ArrayList<>();
    private final List<Integer> heldRows = new ArrayList<>();
    private final Set<UUID> heldKnown = new HashSet<>();

    /** Rows that are one child. */
    private record Group(List<PupilRow> rows) {
        int id() {
            return rows.getFirst().line();
        }

        PupilEntry entry() {
            return rows.getFirst().entry();
        }

        List<Integer> lines() {
            return rows.stream().map(PupilRow::line).toList();
        }
    }

    PupilPlanner(RollState state, List<PupilRow> rows, Questions questions) {
        this.questions = questions;
        this.former = new FormerRows(state.rows(), state.pupils());
        new PupilDuplicates(questions).groups(rows).stream().map(Group::new).forEach(g -> loose.put(g.id(), g));
        state.pupils().forEach(each -> unmatched.put(each.person(), each));
    }

    Changes<PupilEntry> plan(Supplier<UUID> ids) {
        // A national number that two children carry, in the export or among those known, tells nothing.
        Set<String> sharedInes =
                shared(loose.values().stream().map(group -> group.entry().ine()));
        sharedInes.addAll(
                shared(unmatched.values().stream().map(known -> known.entry().ine())));
        Function<PupilEntry, String> ine = entry -> sharedInes.contains(entry.ine()) ? "" : entry.ine();
        namesakes.addAll(
                shared(loose.values().stream().map(group -> group.entry().key())));
        pairFormerRows();
        pair(ine, true);
        pair(ine, false);
        pair(PupilEntry::key, true);
        pair(PupilEntry::key, false);
        askAboutLookAlikes();
        loose.values().forEach(group -> clusters.add(single(group, null)));
        return Changes.of(clusters, missing(), heldRows, PupilEntry::completedBy, ids);
    }

    /** Known pupils about whom a question is open. */
    Set<UUID> heldKnown() {
        return heldKnown;
    }

    private static Set<String> shared(Stream<String> keys) {
        Set<String> seen = new HashSet<>();
        return keys.filter(key -> !seen.add(key)).collect(toSet());
    }

    private List<Known<PupilEntry>> missing() {
        return unmatched.values().stream()
                .filter(known -> !known.left() && !heldKnown.contains(known.person()))
                .toList();
    }

    private void pairFormerRows() {
        for (Group group : List.copyOf(loose.values())) {
            group.rows.stream()
                    .flatMap(row -> former.claim(row.fingerprint()).stream())
                    .flatMap(person -> Stream.ofNullable(unmatched.get(person)))
                    .findFirst()
                    .ifPresent(known -> match(group, known, new ArrayList<>(), new ArrayList<>()));
        }
    }

    /** Pairs rows with known pupils of the same key, those present or those who left. */
    private void pair(Function<PupilEntry, String> key, boolean present) {
        Map<String, List<Known<PupilEntry>>> knownByKey = unmatched.values().stream()
                .filter(known -> known.left() != present && !heldKnown.contains(known.person()))
                .collect(groupingBy(known -> key.apply(known.entry()), toCollection(ArrayList::new)));
        Map<String, List<Group>> rowsByKey = loose.values().stream()
                .collect(groupingBy(
                        group -> key.apply(group.entry()), LinkedHashMap::new, toCollection(ArrayList::new)));
        rowsByKey.forEach((value, groups) -> {
            List<Known<PupilEntry>> known = knownByKey.get(value);
            if (known != null && !value.isEmpty()) {
                pairNamesakes(groups, known, present);
            }
        });
    }

    private void pairNamesakes(List<Group> groups, List<Known<PupilEntry>> known, boolean present) {
        for (Group group : List.copyOf(groups)) {
            known.stream()
                    .filter(each -> group.entry().completedBy(each.entry()).equals(each.entry()))
                    .findFirst()
                    .ifPresent(each -> match(group, each, groups, known));
        }
        if (groups.isEmpty() || known.isEmpty()) {
            return;
        }
        if (groups.size() == 1 && known.size() == 1) {
            PupilEntry entry = groups.getFirst().entry();
            boolean oneOfSeveral = !present && namesakes.contains(entry.key());
            if (!oneOfSeveral && !entry.otherIne(known.getFirst().entry())) {
                match(groups.getFirst(), known.getFirst(), groups, known);
            }
        } else if (present) {
            askWhichIsWhich(groups, known);
        }
    }

    private void askWhichIsWhich(List<Group> groups, List<Known<PupilEntry>> known) {
        Group all =
                new Group(groups.stream().flatMap(group -> group.rows.stream()).toList());
        Verdict verdict = ask(all, known, List.of("which", all.entry().key()), Doubt.Reason.WHICH_IS_WHICH);
        if (verdict == null) {
            groups.forEach(this::hold);
            known.forEach(each -> heldKnown.add(each.person()));
        } else if (verdict == Verdict.SAME) {
            while (!groups.isEmpty() && !known.isEmpty()) {
                match(groups.getFirst(), known.getFirst(), groups, known);
            }
        }
    }

    /** Answers first: who was declared the same is no longer anybody's look-alike. */
    private void askAboutLookAlikes() {
        LookAlikes lookAlikes = new LookAlikes(missing());
        for (Group group : List.copyOf(loose.values())) {
            candidates(lookAlikes, group)
                    .filter(found -> questions.answer(RollFile.PUPILS, keys(group, found.known())) == Verdict.SAME)
                    .findFirst()
                    .ifPresent(found -> match(group, found.known(), new ArrayList<>(), new ArrayList<>()));
        }
        for (Group group : List.copyOf(loose.values())) {
            List<Known<PupilEntry>> open = candidates(lookAlikes, group)
                    .filter(found ->
                            ask(group, List.of(found.known()), keys(group, found.known()), found.reason()) == null)
                    .map(LookAlikes.Found::known)
                    .toList();
            if (!open.isEmpty()) {
                open.forEach(known -> heldKnown.add(known.person()));
                hold(group);
            }
        }
    }

    private Stream<LookAlikes.Found> candidates(LookAlikes lookAlikes, Group group) {
        return lookAlikes.of(group.entry()).stream()
                .filter(found -> unmatched.containsKey(found.known().person()))
                .limit(CANDIDATES);
    }

    private static List<String> keys(Group group, Known<PupilEntry> known) {
        return List.of(group.entry().key(), known.entry().key());
    }

    private @Nullable Verdict ask(Group group, List<Known<PupilEntry>> known, List<String> keys, Doubt.Reason reason) {
        List<PersonName> names = new ArrayList<>();
        group.rows.forEach(row -> names.add(row.entry().name()));
        known.forEach(each -> names.add(each.entry().name()));
        return questions.ask(RollFile.PUPILS, keys, group.lines(), reason, names, true);
    }

    private void match(Group group, Known<PupilEntry> known, List<Group> groups, List<Known<PupilEntry>> rest) {
        clusters.add(single(group, known));
        groups.remove(group);
        rest.remove(known);
        loose.remove(group.id());
        unmatched.remove(known.person());
        heldKnown.remove(known.person());
    }

    private void hold(Group group) {
        heldRows.addAll(group.lines());
        loose.remove(group.id());
    }

    private static Cluster<PupilEntry> single(Group group, @Nullable Known<PupilEntry> known) {
        return new Cluster.Single<>(group.lines(), group.entry(), known);
    }
}
