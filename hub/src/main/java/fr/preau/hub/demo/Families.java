package fr.preau.hub.demo;

import fr.preau.hub.demo.Census.Guardianship;
import fr.preau.hub.demo.Census.Home;
import fr.preau.hub.demo.Census.Person;
import fr.preau.hub.demo.Census.Pupil;
import fr.preau.hub.demo.Census.SchoolClass;
import fr.preau.hub.demo.Places.Neighbourhood;
import fr.preau.hub.demo.Registry.Reach;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fills classes with children and gives each the grown-ups that children have. */
final class Families {
    private final Census census;
    private final Registry registry;
    private final Chance chance;
    private final int schoolYear;
    private final Map<SchoolClass, Integer> taken = new HashMap<>();

    /** @param schoolYear the calendar year in which the school year began */
    Families(Census census, Registry registry, Chance chance, int schoolYear) {
        this.census = census;
        this.registry = registry;
        this.chance = chance;
        this.schoolYear = schoolYear;
    }

    void settle(Neighbourhood place) {
        for (SchoolClass schoolClass : place.classes()) {
            while (free(schoolClass) > 0) {
                family(place, schoolClass);
            }
        }
    }

    private void family(Neighbourhood place, SchoolClass first) {
        String father = chance.oneOf(Names.FAMILIES);
        String mother = chance.oneOf(Names.FAMILIES);
        String family = chance.percent(12) ? father + "-" + mother : chance.percent(85) ? father : mother;
        Home home = registry.home(place.town());
        List<Pupil> children = new ArrayList<>();
        children.add(child(family, home, first));
        int more = chance.percent(45) ? chance.percent(25) ? 2 : 1 : 0;
        for (int i = 0; i < more; i++) {
            place.classes().stream()
                    .filter(c -> free(c) > 0 && !c.equals(children.getLast().schoolClass()))
                    .skip(chance.below(6))
                    .findFirst()
                    .ifPresent(c -> children.add(child(family, home, c)));
        }
        household(place, children, home, father, mother);
    }

    private void household(Neighbourhood place, List<Pupil> children, Home home, String father, String mother) {
        int kind = chance.below(100);
        boolean together = kind < 62;
        String usage = together && chance.percent(60) && !father.equals(mother) ? father : null;
        guardian(adult(true, mother, usage, home), children, "legal");
        if (together) {
            guardian(adult(chance.percent(2), father, null, home), children, "legal");
        } else if (kind < 82) {
            guardian(adult(false, father, null, registry.home(place.town())), children, "legal");
        } else if (kind < 86) {
            guardian(adult(false, father, null, registry.home(place.town())), children, "informed");
        }
        if (chance.percent(4)) {
            guardian(adult(true, mother, null, registry.home(place.town())), children, "carer");
        }
    }

    private Person adult(boolean woman, String family, @Nullable String usage, Home home) {
        int kind = chance.below(100);
        Reach reach = kind < 72 ? Reach.APP : kind < 95 ? Reach.MOBILE : Reach.LANDLINE;
        Person person = registry.adult(woman, family, usage, home, reach);
        registry.account(person, "guardian", reach == Reach.APP);
        return person;
    }

    private void guardian(Person person, List<Pupil> children, String rights) {
        children.forEach(child -> census.guardianships.add(new Guardianship(person, child, rights)));
    }

    private Pupil child(String family, Home home, SchoolClass schoolClass) {
        taken.merge(schoolClass, 1, Integer::sum);
        boolean girl = chance.percent(49);
        LocalDate birth = LocalDate.of(schoolYear - 3 - chance.oneOf(schoolClass.levels()), 1, 1)
                .plusDays(chance.below(365));
        Person person = registry.child(girl, family, birth, home);
        Pupil pupil = new Pupil(person, schoolClass, girl ? "F" : "M");
        census.pupils.add(pupil);
        if (schoolClass.reads()) {
            registry.account(person, "pupil", chance.percent(60));
        }
        enrol(pupil);
        return pupil;
    }

    private void enrol(Pupil pupil) {
        enrol(pupil, "canteen", 70);
        enrol(pupil, "care_morning", 15);
        enrol(pupil, "care_evening", 30);
        if (pupil.schoolClass().levels().getFirst() >= Levels.CP) {
            enrol(pupil, "study", 20);
        }
        if (chance.percent(20)) {
            Census.Town town = pupil.schoolClass().school().town();
            List<Census.Line> lines =
                    census.lines.stream().filter(l -> l.town().equals(town)).toList();
            census.enrolments.add(new Census.Enrolment(pupil, "transport", chance.oneOf(lines)));
        }
    }

    private void enrol(Pupil pupil, String activity, int percent) {
        if (chance.percent(percent)) {
            census.enrolments.add(new Census.Enrolment(pupil, activity, null));
        }
    }

    private int free(SchoolClass schoolClass) {
        return schoolClass.seats() - taken.getOrDefault(schoolClass, 0);
    }
}
