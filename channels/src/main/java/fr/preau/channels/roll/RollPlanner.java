package fr.preau.channels.roll;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * Plans an import: compares a school's exports with what is known and says what is to be done.
 *
 * <pre>
 *   pupils  ->  classes, known pupils     (pair, ask about look-alikes)
 *   children named by guardians  ->  pupils   (name and class, or a person decides)
 *   guardians  ->  known guardians        (name and a child; else ask)  ->  links
 *   teachers  ->  known teachers          (name, classes)
 * </pre>
 *
 * What is not certain is never guessed: rows of one export that may be one person are taken as several until a person says
 * otherwise; a row that may be somebody known is held, and so is the one known.
 */
public final class RollPlanner {
    private final RollState state;
    private final Supplier<UUID> ids;

    /** @param ids where the ids of new people come from, each a new one */
    public RollPlanner(RollState state, Supplier<UUID> ids) {
        this.state = state;
        this.ids = ids;
    }

    /** The plan for these exports. The same exports and state give the same plan, but for the ids of new people. */
    public RollPlan plan(Roll roll) {
        Questions questions = new Questions(state.verdicts());
        ClassNames classes = new ClassNames(state.classes(), roll.pupils());
        List<PupilRow> rows = roll.pupils().stream().map(classes::respelled).toList();

        PupilPlanner pupilPlanner = new PupilPlanner(state, rows, questions);
        Changes<PupilEntry> pupils = pupilPlanner.plan(ids);

        ChildMatcher matcher = new ChildMatcher(rows, pupils.people(), classes);
        List<GuardianFile.Resolved> resolved =
                roll.guardians().stream().map(matcher::resolve).toList();
        GuardianPlanner.Result guardians = new GuardianPlanner(
                        state, questions, pupilKeys(pupils)::get, pupilPlanner.heldKnown())
                .plan(resolved, stillThere(pupils), ids);

        List<UnknownClass> unknown = new ArrayList<>();
        List<TeacherRow> teacherRows = roll.teachers().stream()
                .map(row -> teaching(row, classes, unknown))
                .toList();
        Changes<TeacherEntry> teachers = new TeacherPlanner(state, questions).plan(teacherRows, ids);

        return new RollPlan(
                rows.size(),
                roll.guardians().size(),
                roll.teachers().size(),
                classChanges(classes, pupilPlanner.heldKnown()),
                pupils,
                guardians.guardians(),
                guardians.links(),
                teachers,
                resolved.stream().flatMap(row -> row.unmatched().stream()).toList(),
                questions.open(),
                unknown,
                withoutGuardian(pupils.people(), guardians.links()),
                fingerprints(
                        of(pupils, rows, PupilRow::line, PupilRow::fingerprint),
                        of(guardians.guardians(), roll.guardians(), GuardianRow::line, GuardianRow::fingerprint),
                        of(teachers, teacherRows, TeacherRow::line, TeacherRow::fingerprint)));
    }

    private record Owned(UUID person, String fingerprint) {}

    private static <E, R> Stream<Owned> of(
            Changes<E> changes, List<R> rows, ToIntFunction<R> line, Function<R, String> fingerprint) {
        Map<Integer, UUID> people = changes.people();
        return rows.stream()
                .flatMap(row -> Stream.ofNullable(people.get(line.applyAsInt(row)))
                        .map(person -> new Owned(person, fingerprint.apply(row))));
    }

    @SafeVarargs
    private static Map<UUID, List<String>> fingerprints(Stream<Owned>... rows) {
        return Stream.of(rows)
                .flatMap(each -> each)
                .collect(groupingBy(Owned::person, mapping(Owned::fingerprint, toList())));
    }

    private Map<UUID, String> pupilKeys(Changes<PupilEntry> pupils) {
        Map<UUID, String> keys = new HashMap<>();
        state.pupils().forEach(known -> keys.put(known.person(), known.entry().key()));
        pupils.added()
                .forEach(planned -> keys.put(planned.person(), planned.entry().key()));
        return keys;
    }

    private static Set<UUID> stillThere(Changes<PupilEntry> pupils) {
        Set<UUID> known = new HashSet<>();
        pupils.unchanged().forEach(planned -> known.add(planned.person()));
        pupils.changed().forEach(revised -> known.add(revised.person()));
        return known;
    }

    private static TeacherRow teaching(TeacherRow row, ClassNames classes, List<UnknownClass> unknown) {
        List<String> named = new ArrayList<>();
        for (String text : row.entry().classes()) {
            List<String> found = classes.named(text);
            if (found.isEmpty() && !Folding.fold(text).isEmpty()) {
                unknown.add(new UnknownClass(row.line(), text));
            }
            named.addAll(found);
        }
        return new TeacherRow(row.line(), row.entry().teaching(named));
    }

    private ClassChanges classChanges(ClassNames classes, Set<UUID> heldPupils) {
        Set<String> staying = new HashSet<>(classes.all());
        state.pupils().stream()
                .filter(known -> heldPupils.contains(known.person()))
                .forEach(known -> staying.add(known.entry().className()));
        return new ClassChanges(
                classes.all(),
                classes.all().stream()
                        .filter(name -> !state.classes().contains(name))
                        .toList(),
                state.classes().stream()
                        .filter(name -> !staying.contains(name))
                        .sorted()
                        .toList());
    }

    private static List<Integer> withoutGuardian(Map<Integer, UUID> pupils, LinkChanges links) {
        Set<UUID> linked = new HashSet<>();
        Stream.concat(links.added().stream(), links.kept().stream()).forEach(link -> linked.add(link.pupil()));
        return pupils.entrySet().stream()
                .filter(entry -> !linked.contains(entry.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
