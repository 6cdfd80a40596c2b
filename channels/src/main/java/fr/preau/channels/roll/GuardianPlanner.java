package fr.preau.channels.roll;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Finds the guardians of the export among those known, and the links to make and to end. */
final class GuardianPlanner {
    private final RollState state;
    private final Questions questions;
    private final FormerRows former;
    private final Function<UUID, String> pupilKey;
    private final Set<UUID> heldPupils;
    private final Map<UUID, GuardianFile.KnownGuardian> missing = new LinkedHashMap<>();
    private final List<Integer> heldRows = new ArrayList<>();
    private final Set<UUID> heldKnown = new HashSet<>();
    private List<GuardianFile.Person> people = new ArrayList<>();

    record Result(Changes<GuardianEntry> guardians, LinkChanges links) {}

    /**
     * @param pupilKey words for a pupil that stay the same from one export to the next
     * @param heldPupils known pupils about whom a question is open
     */
    GuardianPlanner(RollState state, Questions questions, Function<UUID, String> pupilKey, Set<UUID> heldPupils) {
        this.state = state;
        this.questions = questions;
        this.former = new FormerRows(state.rows(), state.guardians());
        this.pupilKey = pupilKey;
        this.heldPupils = heldPupils;
        Map<UUID, Map<UUID, Link.Standing>> links = new HashMap<>();
        state.links()
                .forEach((link, standing) -> links.computeIfAbsent(link.guardian(), none -> new HashMap<>())
                        .put(link.pupil(), standing));
        for (Known<GuardianEntry> known : state.guardians()) {
            missing.put(
                    known.person(), GuardianFile.KnownGuardian.of(known, links.getOrDefault(known.person(), Map.of())));
        }
    }

    /** @param stillThere the pupils of the export who were known before */
    Result plan(List<GuardianFile.Resolved> rows, Set<UUID> stillThere, Supplier<UUID> ids) {
        Map<UUID, List<GuardianFile.Resolved>> before = new HashMap<>();
        Map<String, List<GuardianFile.Resolved>> changed = rows.stream()
                .filter(row -> former(row)
                        .map(owner -> before.computeIfAbsent(owner, none -> new ArrayList<>())
                                .add(row))
                        .isEmpty())
                .collect(groupingBy(row -> row.name().key(), LinkedHashMap::new, toList()));
        Map<String, List<GuardianFile.KnownGuardian>> known = missing.values().stream()
                .collect(groupingBy(each -> each.entry().name().key(), LinkedHashMap::new, toList()));
        Set<String> names = new LinkedHashSet<>(changed.keySet());
        names.addAll(known.keySet());
        NamesakeQuestions namesakes = new NamesakeQuestions(questions, pupilKey);
        for (String name : names) {
            Namesakes group = new Namesakes(namesakes, known.getOrDefault(name, List.of()), before);
            group.settle(changed.getOrDefault(name, List.of()), stillThere);
            people.addAll(group.people());
            heldRows.addAll(group.heldRows());
            heldKnown.addAll(group.heldKnown());
        }
        forgetMissing();
        askAboutNewNames();
        people = new GuardianDuplicates(questions, pupilKey).merged(people);
        return result(rows, ids);
    }

    private Optional<UUID> former(GuardianFile.Resolved row) {
        return row.children().isEmpty()
                ? Optional.empty()
                : former.claim(row.row().fingerprint());
    }

    private void forgetMissing() {
        people.stream()
                .map(GuardianFile.Person::match)
                .filter(match -> match != null)
                .forEach(match -> {
                    missing.remove(match.person());
                    heldKnown.remove(match.person());
                });
    }

    private void askAboutNewNames() {
        NewNames newNames = new NewNames(
                questions,
                pupilKey,
                missing.values().stream()
                        .filter(known -> !known.known().left() && !heldKnown.contains(known.person()))
                        .toList());
        people = newNames.settle(people);
        heldRows.addAll(newNames.heldRows());
        heldKnown.addAll(newNames.heldKnown());
        forgetMissing();
    }

    private Result result(List<GuardianFile.Resolved> rows, Supplier<UUID> ids) {
        Changes<GuardianEntry> draft =
                Changes.of(people, List.of(), List.copyOf(heldRows), GuardianEntry::completedBy, ids);
        Map<Integer, UUID> idByRow = draft.people();
        Set<Link> wanted = new LinkedHashSet<>();
        Set<UUID> staying = new HashSet<>(heldKnown);
        Set<UUID> open = new HashSet<>(heldKnown);
        for (GuardianFile.Person person : people) {
            UUID id = Objects.requireNonNull(idByRow.get(person.rows().getFirst()), "every person has rows");
            person.children().forEach(child -> wanted.add(new Link(id, child)));
            staying.add(id);
            if (person.open()) {
                open.add(id);
            }
        }
        int named = rows.stream().mapToInt(row -> row.children().size()).sum();
        LinkChanges links = LinkChanges.of(
                named,
                state.links(),
                wanted,
                link -> open.contains(link.guardian()) || heldPupils.contains(link.pupil()));
        links.kept().forEach(link -> staying.add(link.guardian()));
        List<Known<GuardianEntry>> gone = state.guardians().stream()
                .filter(known -> !known.left() && !staying.contains(known.person()))
                .toList();
        return new Result(draft.losing(gone), links);
    }
}
