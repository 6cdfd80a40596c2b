package fr.preau.channels.roll;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What the hub knows of a school before an import.
 *
 * @param pupils in the order in which they came
 * @param guardians in the order in which they came
 * @param rows for each person the fingerprints of the rows that were this person in the last import
 * @param links each known link and where it stands
 * @param teachers in the order in which they came
 * @param classes names of the classes that are open
 * @param verdicts what was decided about doubts, by their token
 */
public record RollState(
        List<Known<PupilEntry>> pupils,
        List<Known<GuardianEntry>> guardians,
        Map<UUID, List<String>> rows,
        Map<Link, Link.Standing> links,
        List<Known<TeacherEntry>> teachers,
        Set<String> classes,
        Map<String, Verdict> verdicts) {
    /** A school of which nothing is known. */
    public static final RollState EMPTY =
            new RollState(List.of(), List.of(), Map.of(), Map.of(), List.of(), Set.of(), Map.of());

    public RollState {
        pupils = List.copyOf(pupils);
        guardians = List.copyOf(guardians);
        rows = Map.copyOf(rows);
        links = Map.copyOf(links);
        teachers = List.copyOf(teachers);
        classes = Set.copyOf(classes);
        verdicts = Map.copyOf(verdicts);
    }
}
