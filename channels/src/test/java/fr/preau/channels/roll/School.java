package fr.preau.channels.roll;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** A school for tests: exports are written row by row, planned and applied. */
final class School {
    final List<PupilRow> pupils = new ArrayList<>();
    final List<GuardianRow> guardians = new ArrayList<>();
    final List<TeacherRow> teachers = new ArrayList<>();
    RollState state = RollState.EMPTY;
    private long ids;

    /** Begins new exports. */
    School export() {
        pupils.clear();
        guardians.clear();
        teachers.clear();
        return this;
    }

    School pupil(String family, String first, String day, String className) {
        return pupil("", family, first, day, className);
    }

    School pupil(String ine, String family, String first, String day, String className) {
        PersonName name = new PersonName(family, "", first);
        pupils.add(
                new PupilRow(pupils.size() + 2, new PupilEntry(ine, name, LocalDate.parse(day), className, className)));
        return this;
    }

    /** @param children each as {@code FAMILY First CLASS} */
    School guardian(String civility, String family, String first, String street, String... children) {
        List<ChildRef> refs = Stream.of(children)
                .map(child -> child.split(" "))
                .map(child -> new ChildRef(child[0], "", child[1], child.length > 2 ? child[2] : ""))
                .toList();
        GuardianEntry entry = new GuardianEntry(
                civility,
                new PersonName(family, "", first),
                new Address(street, "61000", "Alençon", ""),
                "",
                Telephones.NONE);
        guardians.add(new GuardianRow(guardians.size() + 2, entry, refs));
        return this;
    }

    School teacher(String family, String first, boolean head, String className) {
        teachers.add(new TeacherRow(
                teachers.size() + 2,
                new TeacherEntry(
                        "", new PersonName(family, "", first), "", Telephones.NONE, head, List.of(className))));
        return this;
    }

    RollPlan plan() {
        return new RollPlanner(state, () -> new UUID(0, ++ids)).plan(new Roll(pupils, guardians, teachers));
    }

    /** Plans and makes it so. */
    RollPlan apply() {
        RollPlan plan = plan();
        Map<Link, Link.Standing> links = new HashMap<>(state.links());
        plan.links().added().forEach(link -> links.put(link, Link.Standing.IMPORTED));
        plan.links().gone().forEach(link -> links.put(link, Link.Standing.ENDED));
        Set<String> classes = new HashSet<>(state.classes());
        classes.addAll(plan.classes().added());
        plan.classes().gone().forEach(classes::remove);
        state = new RollState(
                after(state.pupils(), plan.pupils()),
                after(state.guardians(), plan.guardians()),
                rowsAfter(plan),
                links,
                after(state.teachers(), plan.teachers()),
                classes,
                state.verdicts());
        return plan;
    }

    private Map<UUID, List<String>> rowsAfter(RollPlan plan) {
        Map<UUID, List<String>> rows = new HashMap<>(state.rows());
        rows.putAll(plan.rows());
        return rows;
    }

    void set(Link link, Link.Standing standing) {
        Map<Link, Link.Standing> links = new HashMap<>(state.links());
        links.put(link, standing);
        state = new RollState(
                state.pupils(),
                state.guardians(),
                state.rows(),
                links,
                state.teachers(),
                state.classes(),
                state.verdicts());
    }

    void decide(Doubt doubt, Verdict verdict) {
        Map<String, Verdict> verdicts = new HashMap<>(state.verdicts());
        verdicts.put(doubt.token(), verdict);
        state = new RollState(
                state.pupils(),
                state.guardians(),
                state.rows(),
                state.links(),
                state.teachers(),
                state.classes(),
                verdicts);
    }

    private static <E> List<Known<E>> after(List<Known<E>> before, Changes<E> changes) {
        Map<UUID, Known<E>> known = new java.util.LinkedHashMap<>();
        before.forEach(each -> known.put(each.person(), each));
        changes.added().forEach(each -> known.put(each.person(), new Known<>(each.person(), each.entry(), false)));
        Stream.concat(changes.changed().stream(), changes.returned().stream())
                .forEach(each -> known.put(each.person(), new Known<>(each.person(), each.after(), false)));
        changes.gone().forEach(each -> known.put(each.person(), new Known<>(each.person(), each.entry(), true)));
        return List.copyOf(known.values());
    }
}
