package fr.preau.bridge.onde;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.channels.roll.Doubt;
import fr.preau.channels.roll.Roll;
import fr.preau.channels.roll.RollPlan;
import fr.preau.channels.roll.RollPlanner;
import fr.preau.channels.roll.RollState;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The exports of one real-sized school. */
class SampleTest {
    private final OndeReader reader = new OndeReader(OndeLimits.of(20_000_000), number -> Optional.empty());

    @Test
    void theSampleSchoolIsReadWhole() {
        RollPlan plan = plan();

        assertEquals(247, plan.pupils().added().size());
        assertEquals(10, plan.classes().all().size());
        assertEquals(469, plan.guardianRows());
        assertEquals(469, plan.guardians().added().size());
        assertEquals(491, plan.links().named());
        assertEquals(491, plan.links().added().size());
        assertEquals(14, plan.teachers().added().size());
        assertEquals(List.of(), plan.unmatchedChildren());
        assertEquals(List.of(), plan.unknownClasses());
        assertEquals(List.of(), plan.withoutGuardian());
        assertEquals(
                List.of("PALLISE"),
                plan.teachers().added().stream()
                        .filter(teacher -> teacher.entry().head())
                        .map(teacher -> teacher.entry().name().family())
                        .toList());
    }

    @Test
    void rowsThatMayBeOnePersonAreAskedAbout() {
        List<Doubt> doubts = plan().doubts();

        assertEquals(
                List.of(
                        List.of(20, 21),
                        List.of(174, 175),
                        List.of(202, 203),
                        List.of(251, 252),
                        List.of(253, 254),
                        List.of(343, 344),
                        List.of(368, 369),
                        List.of(370, 371)),
                doubts.stream().map(Doubt::rows).toList());
        assertEquals(
                List.of(368, 370),
                doubts.stream()
                        .filter(doubt -> doubt.reason() == Doubt.Reason.SAME_NAME_SAME_ADDRESS)
                        .map(doubt -> doubt.rows().getFirst())
                        .toList());
        assertTrue(doubts.stream().noneMatch(Doubt::held));
    }

    private RollPlan plan() {
        Roll roll = new Roll(
                rows(reader.pupils(Sample.file("CSVExtraction-eleves.csv"))),
                rows(reader.guardians(Sample.file("CSVExtraction-responsables.csv"))),
                rows(reader.teachers(Sample.file("CSVExtraction-enseignants.csv"))));
        return new RollPlanner(RollState.EMPTY, UUID::randomUUID).plan(roll);
    }

    private static <R> List<R> rows(OndeReading<R> reading) {
        return assertInstanceOf(OndeReading.Complete.class, reading).rows();
    }
}
