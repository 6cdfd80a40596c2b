package fr.preau.channels.roll;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Guardians of one export who may be one person. Each stays a person of its own until somebody says otherwise. */
final class GuardianDuplicates {
    private final Questions questions;
    private final Function<UUID, String> pupilKey;

    GuardianDuplicates(Questions questions, Function<UUID, String> pupilKey) {
        this.questions = questions;
        this.pupilKey = pupilKey;
    }

    /** The same people; those who were declared one person are one. */
    List<GuardianFile.Person> merged(List<GuardianFile.Person> people) {
        Map<String, List<GuardianFile.Person>> byName =
                people.stream().collect(groupingBy(GuardianDuplicates::nameKey, LinkedHashMap::new, toList()));
        List<GuardianFile.Person> result = new ArrayList<>();
        byName.values().forEach(namesakes -> {
            if (namesakes.size() > 1 && ask(namesakes, reason(namesakes)) == Verdict.SAME) {
                result.add(one(namesakes));
            } else {
                result.addAll(namesakes);
            }
        });
        return otherSurnames(result);
    }

    /** Answers first: each merging may bring together what else was answered. */
    private List<GuardianFile.Person> otherSurnames(List<GuardianFile.Person> people) {
        List<GuardianFile.Person> result = new ArrayList<>(people);
        Optional<List<GuardianFile.Person>> same = declaredSame(result);
        while (same.isPresent()) {
            result.removeAll(same.get());
            result.add(one(same.get()));
            same = declaredSame(result);
        }
        alikePairs(result).forEach(pair -> ask(pair, Doubt.Reason.OTHER_SURNAME));
        return result;
    }

    private Optional<List<GuardianFile.Person>> declaredSame(List<GuardianFile.Person> people) {
        return alikePairs(people)
                .filter(pair -> questions.answer(RollFile.GUARDIANS, keys(pair)) == Verdict.SAME)
                .findFirst();
    }

    private static Stream<List<GuardianFile.Person>> alikePairs(List<GuardianFile.Person> people) {
        Map<UUID, List<GuardianFile.Person>> byChild = new LinkedHashMap<>();
        people.forEach(person -> person.children()
                .forEach(child -> byChild.computeIfAbsent(child, none -> new ArrayList<>())
                        .add(person)));
        return byChild.values().stream()
                .flatMap(guardians -> pairs(guardians).stream())
                .filter(pair -> alike(pair.getFirst(), pair.getLast()));
    }

    private List<String> keys(List<GuardianFile.Person> people) {
        return Stream.concat(Stream.of("twice"), people.stream().map(person -> person.key(pupilKey)))
                .toList();
    }

    private Verdict ask(List<GuardianFile.Person> people, Doubt.Reason reason) {
        Verdict verdict = questions.ask(
                RollFile.GUARDIANS,
                keys(people),
                people.stream().flatMap(person -> person.rows().stream()).toList(),
                reason,
                people.stream().map(GuardianFile.Person::name).toList(),
                false);
        return verdict == null ? Verdict.APART : verdict;
    }

    private static Doubt.Reason reason(List<GuardianFile.Person> namesakes) {
        Set<UUID> seen = new HashSet<>();
        if (namesakes.stream().flatMap(person -> person.children().stream()).anyMatch(child -> !seen.add(child))) {
            return Doubt.Reason.SAME_NAME_SAME_CHILD;
        }
        Address first = namesakes.getFirst().entry().address();
        return namesakes.stream().allMatch(person -> person.entry().address().sameAs(first))
                ? Doubt.Reason.SAME_NAME_SAME_ADDRESS
                : Doubt.Reason.SAME_NAME_OTHER_ADDRESS;
    }

    /** All rows as one person: the known one who is present, or else the first known one. */
    private static GuardianFile.Person one(List<GuardianFile.Person> people) {
        GuardianFile.Person first = people.stream()
                .min(Comparator.comparing(GuardianDuplicates::rank))
                .orElseThrow();
        List<GuardianFile.Resolved> others = people.stream()
                .filter(person -> person != first)
                .flatMap(person -> person.resolved().stream())
                .toList();
        return first.and(others);
    }

    private static String nameKey(GuardianFile.Person person) {
        return person.name().key() + "|" + person.entry().civilityKey();
    }

    private static int rank(GuardianFile.Person person) {
        Known<GuardianEntry> known = person.known();
        return known == null ? 2 : known.left() ? 1 : 0;
    }

    private static boolean alike(GuardianFile.Person one, GuardianFile.Person other) {
        PersonName name = one.name();
        PersonName otherName = other.name();
        GuardianEntry entry = one.entry();
        GuardianEntry otherEntry = other.entry();
        return !name.key().equals(otherName.key())
                && !entry.otherCivility(otherEntry)
                && Folding.same(name.first(), otherName.first())
                && (name.surnamed(Folding.fold(otherName.family()))
                        || name.surnamed(Folding.fold(otherName.usage()))
                        || entry.address().sameAs(otherEntry.address())
                        || given(entry.email(), otherEntry.email())
                        || given(entry.phones().mobile(), otherEntry.phones().mobile()));
    }

    private static boolean given(String one, String other) {
        return !one.isEmpty() && one.equalsIgnoreCase(other);
    }

    /** A child of more guardians than this is not looked at pair by pair: the export is at fault, not a name. */
    private static List<List<GuardianFile.Person>> pairs(List<GuardianFile.Person> guardians) {
        List<List<GuardianFile.Person>> pairs = new ArrayList<>();
        int looked = Math.min(guardians.size(), 20);
        for (int i = 0; i < looked; i++) {
            for (int j = i + 1; j < looked; j++) {
                pairs.add(List.of(guardians.get(i), guardians.get(j)));
            }
        }
        return pairs;
    }
}
