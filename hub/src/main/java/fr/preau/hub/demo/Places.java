package fr.preau.hub.demo;

import fr.preau.hub.demo.Census.School;
import fr.preau.hub.demo.Census.SchoolClass;
import fr.preau.hub.demo.Census.Town;
import java.util.ArrayList;
import java.util.List;

/** Lays out towns, schools, classes and bus lines. */
final class Places {
    private static final String UAI_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ";

    private final Census census;
    private final Chance chance;
    private int names;

    Places(Census census, Chance chance) {
        this.census = census;
        this.chance = chance;
    }

    /** The classes among which the children of one neighbourhood go to school. */
    record Neighbourhood(Town town, List<SchoolClass> classes) {}

    /** Numbers and names are of no real town: no département is 00, no INSEE code begins with 999. */
    List<Neighbourhood> layOut(DemoSize size) {
        Town large = town("99901", "Champvert-les-Saules", "00110");
        Town small = town("99902", "Saint-Orlan-sur-Vive", "00120");
        for (String line : List.of("Ligne 1 – Gare", "Ligne 2 – Coteaux", "Ligne 3 – Vallée")) {
            census.lines.add(new Census.Line(chance.id(), large, line));
        }
        census.lines.add(new Census.Line(chance.id(), small, "Ligne des Hameaux"));
        List<Neighbourhood> all =
                new ArrayList<>(List.of(quarter(large), quarter(large), village(small), village(small)));
        for (int i = 0; i < size.moreSchools(); i++) {
            all.add(village(large));
        }
        return all;
    }

    private Town town(String insee, String name, String postcode) {
        Town town = new Town(chance.id(), insee, name, postcode);
        census.towns.add(town);
        return town;
    }

    private Neighbourhood quarter(Town town) {
        List<SchoolClass> classes = new ArrayList<>();
        School nursery = school("École maternelle", town);
        School elementary = school("École élémentaire", town);
        for (int level = 0; level < Levels.NAMES.size(); level++) {
            School school = level < Levels.CP ? nursery : elementary;
            for (String letter : List.of(" A", " B")) {
                classes.add(schoolClass(school, Levels.NAMES.get(level) + letter, List.of(level)));
            }
        }
        return new Neighbourhood(town, classes);
    }

    private Neighbourhood village(Town town) {
        School school = school("École primaire", town);
        List<SchoolClass> classes = new ArrayList<>();
        for (int level = 0; level < Levels.NAMES.size(); level += 2) {
            String name = Levels.NAMES.get(level) + "-" + Levels.NAMES.get(level + 1);
            classes.add(schoolClass(school, name, List.of(level, level + 1)));
        }
        return new Neighbourhood(town, classes);
    }

    private School school(String kind, Town town) {
        String place = Names.PLACES.get(names % Names.PLACES.size());
        int round = names / Names.PLACES.size();
        String name = kind + " " + place + (round == 0 ? "" : " " + "BCDEFGHIJK".charAt(round - 1));
        School school = new School(chance.id(), uai(100 + names), name, town);
        names++;
        census.schools.add(school);
        return school;
    }

    private SchoolClass schoolClass(School school, String name, List<Integer> levels) {
        String level = String.join("-", levels.stream().map(Levels.NAMES::get).toList());
        SchoolClass made = new SchoolClass(chance.id(), school, name, level, levels, 22 + chance.below(3));
        census.classes.add(made);
        return made;
    }

    private static String uai(int number) {
        return "%07d%c".formatted(number, UAI_LETTERS.charAt(number % 23));
    }
}
