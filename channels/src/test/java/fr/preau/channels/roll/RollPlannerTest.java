package fr.preau.channels.roll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RollPlannerTest {
    private final School school = new School();

    private School family() {
        return school.export()
                .pupil("ROY", "Zoé", "2016-09-23", "CP")
                .pupil("ROY", "Léo", "2018-01-02", "PS")
                .guardian("Mme", "ROY", "Anne", "3 rue Haute", "ROY Zoé CP", "ROY Léo PS");
    }

    @Test
    void childrenAreFoundWhateverTheSpelling() {
        school.pupil("LE GOFF", "Anne-Lise", "2016-09-23", "CE1 A")
                .guardian("M.", "LE GOFF", "Paul", "x", "le-goff ANNE LISE CE1-A".replace(" LISE", "-LISE"));

        RollPlan plan = school.plan();

        assertEquals(1, plan.links().added().size());
        assertEquals(List.of(), plan.unmatchedChildren());
    }

    @Test
    void aChildIsFoundByItsUsageName() {
        school.pupils.add(new PupilRow(
                2,
                new PupilEntry("", new PersonName("ROY", "ROY-MARTIN", "Zoé"), java.time.LocalDate.EPOCH, "CP", "CP")));
        school.guardian("M.", "MARTIN", "Paul", "x", "ROY-MARTIN Zoé CP");

        assertEquals(1, school.plan().links().added().size());
    }

    @Test
    void aChildWhoIsNotCertainIsNeverGuessed() {
        school.pupil("ROY", "Zoé", "2016-09-23", "CP")
                .pupil("ROUX", "Léo", "2016-09-23", "CP")
                .pupil("ROUX", "Léo", "2016-11-11", "CP")
                .guardian("M.", "ROY", "Paul", "x", "ROY Zoé CE1", "ROY Zoé", "ROI Zoé CP", "ROUX Léo CP");

        RollPlan plan = school.plan();

        assertEquals(
                List.of(
                        UnmatchedChild.Reason.OTHER_CLASS,
                        UnmatchedChild.Reason.NO_CLASS,
                        UnmatchedChild.Reason.NO_SUCH_PUPIL,
                        UnmatchedChild.Reason.SEVERAL),
                plan.unmatchedChildren().stream().map(UnmatchedChild::reason).toList());
        assertEquals(List.of(3, 4), plan.unmatchedChildren().getLast().candidates());
        assertTrue(plan.links().added().isEmpty());
        assertEquals(List.of(2), plan.guardians().held());
        assertEquals(List.of(2, 3, 4), plan.withoutGuardian());
    }

    @Test
    void aSecondImportChangesNothing() {
        family().teacher("PIRES", "Rachelle", true, "CP").apply();

        RollPlan again = school.plan();

        assertTrue(again.none());
        assertEquals(2, again.pupils().unchanged().size());
        assertEquals(2, again.links().kept().size());
    }

    @Test
    void aNewSchoolYearMovesPupilsAndKeepsPeople() {
        family().apply();

        RollPlan plan = school.export()
                .pupil("ROY", "Zoé", "2016-09-23", "CE1")
                .pupil("ROY", "Léo", "2018-01-02", "MS")
                .guardian("Mme", "ROY", "Anne", "3 rue Haute", "ROY Zoé CE1", "ROY Léo MS")
                .apply();

        assertEquals(2, plan.pupils().changed().size());
        assertEquals(1, plan.guardians().unchanged().size());
        assertTrue(plan.links().none());
        assertEquals(List.of("CE1", "MS"), plan.classes().added());
        assertEquals(List.of("CP", "PS"), plan.classes().gone());
    }

    @Test
    void aNewAddressIsAChangeWhereNameAndChildrenAreTheSame() {
        family().apply();

        RollPlan plan = school.export()
                .pupil("ROY", "Zoé", "2016-09-23", "CP")
                .pupil("ROY", "Léo", "2018-01-02", "PS")
                .guardian("Mme", "ROY", "Anne", "9 avenue Neuve", "ROY Zoé CP", "ROY Léo PS")
                .apply();

        assertEquals(
                "9 avenue Neuve",
                plan.guardians().changed().getFirst().after().address().street());
        assertEquals(List.of(), plan.doubts());
    }

    @Test
    void aNewAddressAndOtherChildrenAreAQuestion() {
        family().apply();
        school.export()
                .pupil("ROY", "Zoé", "2016-09-23", "CP")
                .pupil("ROY", "Léo", "2018-01-02", "PS")
                .guardian("Mme", "ROY", "Anne", "9 avenue Neuve", "ROY Zoé CP");

        RollPlan plan = school.apply();

        assertTrue(plan.none());
        assertEquals(Doubt.Reason.KNOWN_GUARDIAN_MOVED, plan.doubts().getFirst().reason());
        assertTrue(plan.doubts().getFirst().held());

        school.decide(plan.doubts().getFirst(), Verdict.SAME);
        RollPlan decided = school.apply();

        assertEquals(1, decided.guardians().changed().size());
        assertEquals(1, decided.links().gone().size());
        assertTrue(school.plan().none());
    }

    @Test
    void whoIsNoLongerInTheExportIsGoneAndWhoComesBackIsTheSame() {
        family().apply();
        UUID anne = school.state.guardians().getFirst().person();

        RollPlan gone = school.export()
                .pupil("ROY", "Zoé", "2016-09-23", "CP")
                .guardian("M.", "ROY", "Paul", "3 rue Haute", "ROY Zoé CP")
                .apply();

        assertEquals(1, gone.pupils().gone().size());
        assertEquals(anne, gone.guardians().gone().getFirst().person());
        assertEquals(2, gone.links().gone().size());

        RollPlan back = family().apply();

        assertEquals(anne, back.guardians().returned().getFirst().person());
        assertEquals(1, back.pupils().returned().size());
        assertEquals(2, back.links().added().size());
        assertTrue(school.plan().none());
    }

    @Test
    void whatWasSetByHandStays() {
        family().apply();
        UUID anne = school.state.guardians().getFirst().person();
        UUID zoe = school.state.pupils().getFirst().person();
        UUID leo = school.state.pupils().getLast().person();
        school.set(new Link(anne, zoe), Link.Standing.BARRED);
        school.set(new Link(anne, leo), Link.Standing.BY_HAND);

        assertTrue(school.plan().none(), "a link ended by hand is not opened again");

        RollPlan plan = school.export()
                .pupil("ROY", "Zoé", "2016-09-23", "CP")
                .pupil("ROY", "Léo", "2018-01-02", "PS")
                .apply();

        assertTrue(plan.none(), "a link made by hand is not ended");
    }

    @Test
    void rowsOfOneNameStayApartUntilAPersonSaysOtherwise() {
        school.pupil("ROY", "Zoé", "2016-09-23", "CP")
                .pupil("ROY", "Léo", "2018-01-02", "PS")
                .guardian("Mme", "ROY", "Anne", "3 rue Haute", "ROY Zoé CP")
                .guardian("Mme", "ROY", "Anne", "3 rue Haute", "ROY Léo PS");

        RollPlan plan = school.apply();

        assertEquals(2, plan.guardians().added().size());
        assertEquals(List.of(2, 3), plan.doubts().getFirst().rows());
        assertEquals(
                Doubt.Reason.SAME_NAME_SAME_ADDRESS, plan.doubts().getFirst().reason());
        assertEquals(plan.doubts(), school.plan().doubts(), "asked again until it is answered");

        school.decide(plan.doubts().getFirst(), Verdict.SAME);
        RollPlan merged = school.apply();

        assertEquals(1, merged.guardians().gone().size());
        assertEquals(1, merged.links().added().size());
        RollPlan after = school.plan();
        assertTrue(after.none());
        assertEquals(List.of(), after.doubts());
        assertEquals(List.of(2, 3), after.guardians().unchanged().getFirst().rows());
    }

    @Test
    void rowsDeclaredApartAreNotAskedAboutAgain() {
        rowsOfOneNameAtTwoAddresses();
        Doubt doubt = school.apply().doubts().getFirst();
        assertEquals(Doubt.Reason.SAME_NAME_OTHER_ADDRESS, doubt.reason());

        school.decide(doubt, Verdict.APART);

        assertEquals(List.of(), school.plan().doubts());
        assertTrue(school.plan().none());
    }

    private void rowsOfOneNameAtTwoAddresses() {
        school.pupil("ROY", "Zoé", "2016-09-23", "CP")
                .pupil("ROY", "Léo", "2018-01-02", "PS")
                .guardian("Mme", "ROY", "Anne", "3 rue Haute", "ROY Zoé CP")
                .guardian("Mme", "ROY", "Anne", "8 rue Basse", "ROY Léo PS");
    }

    @Test
    void parentsOfOneNameAndTwoCivilitiesAreTwo() {
        school.pupil("ROY", "Zoé", "2016-09-23", "CP")
                .guardian("Mme", "ROY", "Dominique", "3 rue Haute", "ROY Zoé CP")
                .guardian("M.", "ROY", "Dominique", "3 rue Haute", "ROY Zoé CP");

        RollPlan plan = school.apply();

        assertEquals(2, plan.guardians().added().size());
        assertEquals(List.of(), plan.doubts());
        assertTrue(school.plan().none());
    }

    @Test
    void aParentListedTwiceForOneChildIsAQuestion() {
        school.pupil("ROY", "Zoé", "2016-09-23", "CP")
                .guardian("Mme", "ROY", "Anne", "3 rue Haute", "ROY Zoé CP")
                .guardian("Mme", "ROY", "Anne", "8 rue Basse", "ROY Zoé CP");

        assertEquals(
                Doubt.Reason.SAME_NAME_SAME_CHILD,
                school.apply().doubts().getFirst().reason());
        assertTrue(school.plan().none());
    }

    @Test
    void aKnownNameWithOtherChildrenIsHeld() {
        family().apply();
        school.export()
                .pupil("ROY", "Zoé", "2016-09-23", "CP")
                .pupil("ROY", "Mia", "2019-09-23", "PS")
                .guardian("Mme", "ROY", "Anne", "3 rue Haute", "ROY Mia PS");

        RollPlan plan = school.apply();

        assertEquals(
                Doubt.Reason.KNOWN_GUARDIAN_OTHER_CHILDREN,
                plan.doubts().getFirst().reason());
        assertEquals(List.of(2), plan.guardians().held());
        assertEquals(List.of(), plan.guardians().gone());

        school.decide(plan.doubts().getFirst(), Verdict.APART);
        RollPlan apart = school.apply();

        assertEquals(1, apart.guardians().added().size());
        assertEquals(1, apart.guardians().gone().size());
        assertTrue(school.plan().none());
    }

    @Test
    void aParentWhoMarriedIsAQuestion() {
        family().apply();
        school.export()
                .pupil("ROY", "Zoé", "2016-09-23", "CP")
                .pupil("ROY", "Léo", "2018-01-02", "PS")
                .guardian("Mme", "MARTIN", "Anne", "3 rue Haute", "ROY Zoé CP", "ROY Léo PS");

        RollPlan plan = school.apply();

        assertTrue(plan.none());
        assertEquals(
                Doubt.Reason.KNOWN_GUARDIAN_OTHER_NAME, plan.doubts().getFirst().reason());

        school.decide(plan.doubts().getFirst(), Verdict.SAME);

        assertEquals(1, school.apply().guardians().changed().size());
        assertTrue(school.plan().none());
    }

    @Test
    void aPupilWhoseBirthDateOrNameWasMendedIsHeldUntilAPersonSaysSo() {
        school.pupil("ROY", "Zoé", "2016-09-23", "CP")
                .pupil("ROUX", "Mathide", "2016-01-01", "CP")
                .apply();
        school.export().pupil("ROY", "Zoé", "2016-09-03", "CP").pupil("ROUX", "Mathilde", "2016-01-01", "CP");

        RollPlan plan = school.apply();

        assertEquals(
                List.of(Doubt.Reason.KNOWN_PUPIL_OTHER_BIRTH_DATE, Doubt.Reason.KNOWN_PUPIL_NEAR_NAME),
                plan.doubts().stream().map(Doubt::reason).toList());
        assertTrue(plan.none());

        plan.doubts().forEach(doubt -> school.decide(doubt, Verdict.SAME));

        assertEquals(2, school.apply().pupils().changed().size());
        assertTrue(school.plan().none());
    }

    @Test
    void aNationalNumberTellsThatAPupilIsTheSame() {
        school.pupil("1A", "ROY", "Zoé", "2016-09-23", "CP").apply();

        RollPlan plan =
                school.export().pupil("1A", "MARTIN", "Zoé", "2016-09-24", "CP").apply();

        assertEquals(1, plan.pupils().changed().size());
        assertEquals(List.of(), plan.doubts());
        school.export().pupil("", "MARTIN", "Zoé", "2016-09-24", "CP");
        assertTrue(school.plan().none(), "an export without the number takes it from nobody");
    }

    @Test
    void aTwinIsAnotherChild() {
        school.pupil("ROY", "Zoé", "2016-09-23", "CP").apply();

        RollPlan plan = school.export().pupil("ROY", "Mia", "2016-09-23", "CP").apply();

        assertEquals(1, plan.pupils().added().size());
        assertEquals(1, plan.pupils().gone().size());
        assertEquals(List.of(), plan.doubts());
    }

    @Test
    void pupilsWhoMayBeOneChildAreAskedAbout() {
        school.pupil("ROY", "Zoé", "2016-09-23", "CP")
                .pupil("Roy", "Zoe", "2016-09-23", "CLIS")
                .pupil("ROUX", "Léo", "2016-01-01", "CP")
                .pupil("ROUX", "Léo", "2016-05-05", "CP");

        RollPlan plan = school.apply();

        assertEquals(
                Set.of(Doubt.Reason.PUPIL_TWICE, Doubt.Reason.PUPIL_SAME_NAME_SAME_CLASS),
                Set.copyOf(plan.doubts().stream().map(Doubt::reason).toList()));
        assertEquals(4, plan.pupils().added().size());
        assertTrue(school.plan().none());
    }

    @Test
    void teachersComeAndGoAndOneIsTheHead() {
        family().teacher("PIRES", "Rachelle", true, "CP")
                .teacher("ROY", "Jean", false, "CM2")
                .apply();
        family().teacher("PIRES", "Rachelle", false, "CP, PS");

        RollPlan plan = school.plan();

        assertEquals(
                List.of("CP", "PS"),
                plan.teachers().changed().getFirst().after().classes());
        assertFalse(plan.teachers().changed().getFirst().after().head());
        assertEquals(1, plan.teachers().gone().size());
    }

    @Test
    void aClassInWhichNobodyIsIsTold() {
        RollPlan plan = family().teacher("PIRES", "Rachelle", false, "CM2").plan();

        assertEquals(List.of(new UnknownClass(2, "CM2")), plan.unknownClasses());
        assertEquals(List.of(), plan.teachers().added().getFirst().entry().classes());
    }

    @Test
    void aFileOfAnotherSchoolIsNoticed() {
        for (int i = 0; i < 30; i++) {
            school.pupil("ROY" + i, "Zoé", "2016-09-23", "CP");
        }
        school.apply();

        assertTrue(school.export().pupil("X", "Y", "2016-09-23", "CP").plan().emptiesTheSchool());
        assertFalse(family().plan().none());
    }
}
