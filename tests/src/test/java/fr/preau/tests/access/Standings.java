package fr.preau.tests.access;

import fr.preau.tests.world.Model.Account;
import fr.preau.tests.world.Model.Assignment;
import fr.preau.tests.world.Model.Guardianship;
import fr.preau.tests.world.Model.Place;
import fr.preau.tests.world.Model.Pupil;
import fr.preau.tests.world.Model.Rights;
import fr.preau.tests.world.World;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Who is in which channel, and as what: the design's table, written a second time and from the world's own list of
 * people, so that it can contradict the hub.
 */
record Standings(World world) {

    /** What this account is in this channel; empty for outsiders. */
    Set<String> of(Account account, Place place) {
        return switch (place.kind()) {
            case "class_pupils" ->
                union(
                        teachersOf(account, place),
                        pupilsOf(account, pupil -> in(pupil.schoolClass().id(), place.schoolClass())));
            case "class_families" ->
                union(
                        teachersOf(account, place),
                        familyOf(account, pupil -> in(pupil.schoolClass().id(), place.schoolClass())));
            case "liaison" -> liaison(account, place);
            case "direct" ->
                account.id().equals(place.accountA()) || account.id().equals(place.accountB())
                        ? Set.of(account.profile())
                        : Set.of();
            case "staff_room" -> team(account, place);
            case "school_notice" ->
                union(
                        team(account, place),
                        familyOf(account, pupil -> in(pupil.school().id(), place.school())));
            case "inspection" ->
                union(
                        works(
                                account,
                                a -> a.role().equals("inspector")
                                        && a.district() != null
                                        && in(a.district().id(), place.district())),
                        works(
                                account,
                                a -> a.role().equals("head")
                                        && a.school() != null
                                        && in(a.school().district().id(), place.district())));
            case "town_bulletin" -> bulletin(account, place);
            default -> throw new IllegalArgumentException("unknown kind " + place.kind());
        };
    }

    private Set<String> liaison(Account account, Place place) {
        Pupil child = world.pupils().stream()
                .filter(pupil -> in(pupil.id(), place.pupil()))
                .findFirst()
                .orElseThrow();
        Set<String> school = works(account, a -> {
            boolean teaches = a.role().equals("teacher") && child.schoolClass().equals(a.schoolClass());
            boolean leads = a.role().equals("head") && child.school().equals(a.school());
            return teaches || leads;
        });
        return union(school, familyOf(account, pupil -> pupil.equals(child)));
    }

    private Set<String> bulletin(Account account, Place place) {
        Set<String> town = works(account, a -> {
            boolean office = a.role().equals("officer")
                    && a.town() != null
                    && in(a.town().id(), place.town())
                    && Objects.equals(a.service(), place.service());
            boolean head = a.role().equals("head")
                    && a.school() != null
                    && in(a.school().town().id(), place.town());
            return office || head;
        });
        return union(town, familyOf(account, pupil -> in(pupil.school().town().id(), place.town())));
    }

    private Set<String> teachersOf(Account account, Place place) {
        return works(
                account,
                a -> a.role().equals("teacher")
                        && a.schoolClass() != null
                        && in(a.schoolClass().id(), place.schoolClass()));
    }

    private Set<String> team(Account account, Place place) {
        return works(
                account,
                a -> Set.of("teacher", "head", "staff").contains(a.role())
                        && a.school() != null
                        && in(a.school().id(), place.school()));
    }

    private Set<String> pupilsOf(Account account, Predicate<Pupil> wanted) {
        boolean is = account.profile().equals("pupil")
                && world.pupils().stream().anyMatch(p -> p.person().equals(account.person()) && wanted.test(p));
        return is ? Set.of("pupil") : Set.of();
    }

    private Set<String> familyOf(Account account, Predicate<Pupil> wanted) {
        Set<String> standings = new HashSet<>();
        if (account.profile().equals("guardian")) {
            for (Guardianship g : world.guardianships()) {
                if (g.guardian().equals(account.person()) && wanted.test(g.pupil())) {
                    standings.add(
                            g.rights() == Rights.LEGAL
                                    ? "guardian"
                                    : g.rights().name().toLowerCase(java.util.Locale.ROOT));
                }
            }
        }
        return standings;
    }

    private Set<String> works(Account account, Predicate<Assignment> wanted) {
        Set<String> roles = new HashSet<>();
        for (Assignment assignment : world.assignments()) {
            if (assignment.account().equals(account) && wanted.test(assignment)) {
                roles.add(assignment.role());
            }
        }
        return roles;
    }

    private static boolean in(java.util.UUID one, java.util.@org.jspecify.annotations.Nullable UUID other) {
        return one.equals(other);
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }
}
