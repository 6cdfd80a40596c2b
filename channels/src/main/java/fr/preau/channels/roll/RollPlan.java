package fr.preau.channels.roll;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What an import does. Planning again on the state that it leaves does nothing more.
 *
 * @param pupilRows rows of the pupils' export
 * @param guardianRows rows of the guardians' export
 * @param teacherRows rows of the teachers' export
 * @param unmatchedChildren children whom nothing certain ties to a pupil
 * @param doubts questions for a person
 * @param unknownClasses classes that teachers' rows name and nobody is in
 * @param withoutGuardian lines of pupils for whom no guardian is known
 * @param rows for each person of the plan the fingerprints of the rows, to be kept for the next import
 */
public record RollPlan(
        int pupilRows,
        int guardianRows,
        int teacherRows,
        ClassChanges classes,
        Changes<PupilEntry> pupils,
        Changes<GuardianEntry> guardians,
        LinkChanges links,
        Changes<TeacherEntry> teachers,
        List<UnmatchedChild> unmatchedChildren,
        List<Doubt> doubts,
        List<UnknownClass> unknownClasses,
        List<Integer> withoutGuardian,
        Map<UUID, List<String>> rows) {

    /** Fewer people than this may go without a word: a small school changes much. */
    private static final int FEW = 10;

    /** Whether applying does nothing. */
    public boolean none() {
        return pupils.none()
                && guardians.none()
                && links.none()
                && teachers.none()
                && classes.added().isEmpty()
                && classes.gone().isEmpty();
    }

    /**
     * Whether more pupils go than stay. Then the file is more likely another school's, or cut, than the school emptied, and
     * a person should say that it is meant.
     */
    public boolean emptiesTheSchool() {
        int staying = pupils.unchanged().size()
                + pupils.changed().size()
                + pupils.held().size();
        return pupils.gone().size() > Math.max(FEW, staying);
    }
}
