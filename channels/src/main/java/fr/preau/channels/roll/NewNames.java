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
        heldKnown.removeAll(taken);
        return heldKnown;
    }

    /** The people who are not held; those who were declared a known guardian are this guardian. */
    List<GuardianFile.Person> settle(List<GuardianFile.Person> people) {
        List<GuardianFile.Person> settled = new ArrayList<>();
        for (GuardianFile.Person person : people) {
            if (person.match() != null) {
                settled.add(person);
                continue;
            }
            GuardianFile.Person found = person;
            boolean open = false;
            for (GuardianFile.KnownGuardian known : candidates(person)) {
                Verdict verdict = ask(person, known);
                if (verdict == Verdict.SAME && taken.add(known.person())) {
                    found = new GuardianFile.Person(person.resolved(), known);
                    break;
                }
                if (verdict == null) {
                    open = true;
                    heldKnown.add(known.person());
                }
            }
            if (open && found.match() == null) {
                heldRows.addAll(person.rows());
            } else {
                settled.add(found);
            }
        }
        return settled;
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
                List.of("renamed", person.key(pupilKey), known.entry().name().key()),
                person.rows(),
                Doubt.Reason.KNOWN_GUARDIAN_OTHER_NAME,
                List.of(person.name(), known.entry().name()),
                true);
    }
}
