package fr.preau.hub.demo;

import fr.preau.hub.demo.Census.Account;
import fr.preau.hub.demo.Census.Assignment;
import fr.preau.hub.demo.Census.Person;
import fr.preau.hub.demo.Census.School;
import fr.preau.hub.demo.Census.SchoolClass;
import fr.preau.hub.demo.Census.Town;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Those who work for the schools, the inspection, the towns and the hub. All of them use the app. */
final class Workers {
    private static final List<String> SERVICES = List.of("canteen", "transport", "care", "early_childhood");

    private final Census census;
    private final Registry registry;
    private final Chance chance;
    private final List<Person> parents = new ArrayList<>();

    Workers(Census census, Registry registry, Chance chance) {
        this.census = census;
        this.registry = registry;
        this.chance = chance;
    }

    void employ() {
        census.accounts.stream()
                .filter(account -> account.profile().equals("guardian") && account.activated())
                .limit(census.classes.size())
                .forEach(account -> parents.add(account.person()));
        census.schools.forEach(this::team);
        place(hire("inspector"), "inspector", null, null, null);
        Account operator = hire("operator");
        census.assignments.add(new Assignment(operator, "operator", null, null, null, null, null, census.territory));
        SERVICES.forEach(service -> place(hire("officer"), "officer", null, null, service(0, service)));
        Account alone = hire("officer"); // a small town hall: one person for everything
        SERVICES.forEach(service -> place(alone, "officer", null, null, service(1, service)));
    }

    /** In small schools the head has a class too. */
    private void team(School school) {
        List<SchoolClass> classes =
                census.classes.stream().filter(c -> c.school().equals(school)).toList();
        Account head = hire("head");
        place(head, "head", school, null, null);
        boolean teaches = classes.size() <= 4;
        for (SchoolClass schoolClass : classes) {
            boolean own = teaches && schoolClass.equals(classes.getLast());
            place(own ? head : hire("teacher"), "teacher", school, schoolClass, null);
            if (own || chance.percent(10)) {
                place(hire("teacher"), "teacher", school, schoolClass, null);
            }
        }
        place(hire("staff"), "staff", school, null, null); // AESH
        if (chance.percent(50)) {
            place(hire("staff"), "staff", school, null, null); // replacement
        }
    }

    private record Service(Town town, String name) {}

    private Service service(int town, String name) {
        return new Service(census.towns.get(town), name);
    }

    /** A few of those who teach have children in the schools themselves: one person, two accounts. */
    private Account hire(String profile) {
        boolean parent = profile.equals("teacher") && chance.percent(4);
        return registry.account(parent ? parents.removeFirst() : registry.worker(), profile, true);
    }

    private void place(
            Account account,
            String role,
            @Nullable School school,
            @Nullable SchoolClass schoolClass,
            @Nullable Service service) {
        boolean inspects = role.equals("inspector");
        census.assignments.add(new Assignment(
                account,
                role,
                school,
                schoolClass,
                inspects ? census.district : null,
                service == null ? null : service.town(),
                service == null ? null : service.name(),
                null));
    }
}
