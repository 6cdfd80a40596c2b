package fr.preau.channels.roll;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * New guardians who may be a known one under a new name: a child is the same, the first name or almost the whole name is,
 * and the known guardian is no longer in the export. They are asked about and held.
 */
final class NewNames {
    private final Questions questions;
    private final Function<UUID, String> pupilKey;
    private final Map<UUID, List<GuardianFile.KnownGuardian>> byChild = new HashMap<>();
    private final Set<UUID> taken = new HashSet<>();
    private final List<Integer> heldRows = new ArrayList<>();
    private final Set<UUID> heldKnown = new HashSet<>();

    NewNames(Questions questions, Function<UUID, String> pupilKey, List<GuardianFile.KnownGuardian> missing) {
        this.questions = questions;
        this.pupilKey = pupilKey;
        missing.forEach(known -> known.children()
                .forEach(child -> byChild.computeIfAbsent(child, none -> new ArrayList<>())
                        .add(known)));
    }

    List<Integer> heldRows() {
        return heldRows;
    }

    Set<UUID> heldKnown() {
        return heldKnown;
    }

    /** The people who are not held; those who were declared a known guardian are this guardian. */
    List<GuardianFile.Person> settle(List<GuardianFile.Person> people) {
        List<GuardianFile.Person> settled = new ArrayList<>();
        for (GuardianFile.Person person : people.stream().map(this::answered).toList()) {
            List<GuardianFile.KnownGuardian> open = person.match() != null
                    ? List.of()
                    : candidates(person).stream()
                            .filter(known -> ask(person, known) == null)
                            .toList();
            open.forEach(known -> heldKnown.add(known.person()));
            if (open.isEmpty()) {
                settled.add(person);
            } else {
                heldRows.addAll(person.rows());
            }
        }
        return settled;
    }

    /** Answers first: who was declared the same is no longer in question for other rows. */
    private GuardianFile.Person answered(GuardianFile.Person person) {
        if (person.match() != null) {
            return person;
        }
        return candidates(person).stream()
                .filter(known -> questions.answer(RollFile.GUARDIANS, keys(person, known)) == Verdict.SAME)
                .filter(known -> taken.add(known.person()))
                .findFirst()
                .map(known -> new GuardianFile.Person(person.resolved(), known))
                .orElse(person);
    }

    private List<String> keys(GuardianFile.Person person, GuardianFile.KnownGuardian known) {
        return List.of("renamed", person.key(pupilKey), known.entry().name().key());
    }

    private List<GuardianFile.KnownGuardian> candidates(GuardianFile.Person person) {
        Map<UUID, GuardianFile.KnownGuardian> candidates = new LinkedHashMap<>();
        for (UUID child : new LinkedHashSet<>(person.children())) {
            for (GuardianFile.KnownGuardian known : byChild.getOrDefault(child, List.of())) {
                if (!taken.contains(known.person()) && alike(person.entry(), known.entry())) {
                    candidates.put(known.person(), known);
                }
            }
        }
        return List.copyOf(candidates.values());
    }

    private static boolean alike(GuardianEntry one, GuardianEntry other) {
        String first = Folding.fold(one.name().first());
        String otherFirst = Folding.fold(other.name().first());
        return !one.otherCivility(other)
                && (first.equals(otherFirst)
                        || (Folding.same(one.name().family(), other.name().family())
                                && Folding.oneSlip(first, otherFirst)));
    }

    private @Nullable Verdict ask(GuardianFile.Person person, GuardianFile.KnownGuardian known) {
        return questions.ask(
                RollFile.GUARDIANS,
                keys(person, known),
                person.rows(),
                Doubt.Reason.KNOWN_GUARDIAN_OTHER_NAME,
                List.of(person.name(), known.entry().name()),
                true);
    }
}
