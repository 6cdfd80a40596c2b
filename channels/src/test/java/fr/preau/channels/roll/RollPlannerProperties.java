package fr.preau.channels.roll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Holds for any exports, however full of namesakes, of any number of years. */
class RollPlannerProperties {
    private static final List<String> FAMILIES = List.of("ROY", "ROUX", "Le Goff", "LE-GOFF");
    private static final List<String> FIRSTS = List.of("Zoé", "Zoe", "Léo", "Dominique", "Stéphane", "Stéphanie");
    private static final List<String> DAYS = List.of("2016-01-01", "2016-01-02", "2017-03-03");
    private static final List<String> CLASSES = List.of("CP", "CE1", "");
    private static final List<String> STREETS = List.of("1 rue A", "2 rue B", "");

    @Property(tries = 400)
    void whatWasAppliedIsNotAppliedAgain(@ForAll long seed) {
        School school = new School();
        Random random = new Random(seed);
        for (int year = 0; year < 4; year++) {
            write(school.export(), random);
            RollPlan plan = school.apply();

            RollPlan again = school.plan();
            assertTrue(again.none(), () -> again + "\nafter " + plan);
        }
    }

    /** An answer may raise the next question among many namesakes; soon nothing more follows from it. */
    @Property(tries = 400)
    void answersAreSoonDealtWith(@ForAll long seed) {
        School school = new School();
        Random random = new Random(seed);
        for (int year = 0; year < 4; year++) {
            write(school.export(), random);
            RollPlan plan = school.apply();
            if (!plan.doubts().isEmpty()) {
                Doubt doubt = plan.doubts().get(random.nextInt(plan.doubts().size()));
                school.decide(doubt, random.nextBoolean() ? Verdict.SAME : Verdict.APART);
                school.apply();
                school.apply();
                assertTrue(school.plan().none(), () -> "after a decision on " + doubt);
            }
        }
    }

    @Property(tries = 300)
    void everyRowIsAccountedForOnce(@ForAll long seed) {
        School school = new School();
        Random random = new Random(seed);
        for (int year = 0; year < 3; year++) {
            write(school.export(), random);
            RollPlan plan = school.apply();

            rowsOnce(plan.pupils(), school.pupils.size());
            rowsOnce(plan.guardians(), school.guardians.size());
            rowsOnce(plan.teachers(), school.teachers.size());
        }
    }

    private static <E> void rowsOnce(Changes<E> changes, int rows) {
        List<Integer> lines = Stream.of(
                        changes.added().stream().flatMap(each -> each.rows().stream()),
                        changes.unchanged().stream().flatMap(each -> each.rows().stream()),
                        changes.changed().stream().flatMap(each -> each.rows().stream()),
                        changes.returned().stream().flatMap(each -> each.rows().stream()),
                        changes.held().stream())
                .flatMap(each -> each)
                .toList();
        assertEquals(rows, lines.size());
        assertEquals(rows, Set.copyOf(lines).size());
        Set<UUID> people = new HashSet<>();
        Stream.of(
                        changes.added().stream().map(Planned::person),
                        changes.unchanged().stream().map(Planned::person),
                        changes.changed().stream().map(Revised::person),
                        changes.returned().stream().map(Revised::person),
                        changes.gone().stream().map(Known::person))
                .flatMap(each -> each)
                .forEach(person -> assertTrue(people.add(person), "one person has one fate"));
    }

    private static void write(School school, Random random) {
        for (int i = random.nextInt(6); i >= 0; i--) {
            school.pupil(
                    random.nextInt(4) == 0 ? "INE" + random.nextInt(3) : "",
                    any(FAMILIES, random),
                    any(FIRSTS, random),
                    any(DAYS, random),
                    any(CLASSES, random));
        }
        for (int i = random.nextInt(6); i >= 0; i--) {
            String[] children = Stream.generate(() -> any(school.pupils, random).entry())
                    .limit(random.nextInt(3))
                    .map(pupil -> pupil.name().family().replace(' ', '-') + " "
                            + pupil.name().first() + " " + pupil.className())
                    .toArray(String[]::new);
            school.guardian(
                    random.nextBoolean() ? "M." : "",
                    any(FAMILIES, random),
                    any(FIRSTS, random),
                    any(STREETS, random),
                    children);
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            school.teacher(any(FAMILIES, random), any(FIRSTS, random), random.nextBoolean(), any(CLASSES, random));
        }
    }

    private static <T> T any(List<T> items, Random random) {
        return items.get(random.nextInt(items.size()));
    }
}
