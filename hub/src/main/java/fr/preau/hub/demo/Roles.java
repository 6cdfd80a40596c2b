package fr.preau.hub.demo;

import fr.preau.hub.demo.Census.Account;
import fr.preau.hub.demo.Census.Assignment;
import fr.preau.hub.demo.Census.Person;
import fr.preau.hub.demo.Census.Pupil;
import fr.preau.hub.demo.Census.SchoolClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds those in the census who could write something. */
final class Roles {
    private final Chance chance;
    private final Map<String, List<Assignment>> byRole = new HashMap<>();
    private final Map<SchoolClass, List<Pupil>> byClass = new HashMap<>();
    private final Map<Person, Account> guardians = new HashMap<>();
    private final Map<Person, Account> pupils = new HashMap<>();
    private final Map<Pupil, List<Person>> legal = new HashMap<>();

    Roles(Census census, Chance chance) {
        this.chance = chance;
        census.assignments.forEach(
                a -> byRole.computeIfAbsent(a.role(), r -> new ArrayList<>()).add(a));
        census.pupils.forEach(p ->
                byClass.computeIfAbsent(p.schoolClass(), c -> new ArrayList<>()).add(p));
        census.accounts.stream().filter(Account::activated).forEach(this::enter);
        census.guardianships.stream()
                .filter(g -> g.rights().equals("legal"))
                .forEach(g ->
                        legal.computeIfAbsent(g.pupil(), p -> new ArrayList<>()).add(g.guardian()));
    }

    private void enter(Account account) {
        if (account.profile().equals("guardian")) {
            guardians.put(account.person(), account);
        } else if (account.profile().equals("pupil")) {
            pupils.put(account.person(), account);
        }
    }

    /** The first who has this role there. */
    Optional<Account> first(String role, Predicate<Assignment> there) {
        return byRole.getOrDefault(role, List.of()).stream()
                .filter(there)
                .findFirst()
                .map(Assignment::account);
    }

    List<Pupil> pupils(SchoolClass schoolClass) {
        return byClass.getOrDefault(schoolClass, List.of());
    }

    /** A parent who signs for the child and uses the app. */
    Optional<Account> parent(Pupil pupil) {
        return legal.getOrDefault(pupil, List.of()).stream()
                .filter(guardians::containsKey)
                .findFirst()
                .map(guardians::get);
    }

    Optional<Account> anyGuardian(SchoolClass schoolClass) {
        return parent(chance.oneOf(pupils(schoolClass)));
    }

    Optional<Account> anyPupil(SchoolClass schoolClass) {
        return Optional.ofNullable(pupils.get(chance.oneOf(pupils(schoolClass)).person()));
    }
}
