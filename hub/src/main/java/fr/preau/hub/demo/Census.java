package fr.preau.hub.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everybody and everything of the town, row for row as the database will have it. */
final class Census {
    record Town(UUID id, String insee, String name, String postcode) {}

    record School(UUID id, String uai, String name, Town town) {}

    /** @param levels of its children, 0 (PS) to 7 (CM2) */
    record SchoolClass(UUID id, School school, String name, String level, List<Integer> levels, int seats) {
        boolean reads() {
            return levels.stream().allMatch(level -> level >= Levels.CE1);
        }
    }

    record Person(
            UUID id,
            @Nullable String civility,
            String family,
            @Nullable String usage,
            String given,
            @Nullable LocalDate birth,
            @Nullable String mobile,
            @Nullable String landline,
            @Nullable Home home,
            String language) {
        String calledName() {
            return usage == null ? family : usage;
        }
    }

    record Home(String street, Town town) {}

    record Account(UUID id, Person person, String profile, String login, boolean activated) {}

    record Pupil(Person person, SchoolClass schoolClass, String sex) {}

    record Guardianship(Person guardian, Pupil pupil, String rights) {}

    /** What an account does; what does not belong to the role is null. */
    record Assignment(
            Account account,
            String role,
            @Nullable School school,
            @Nullable SchoolClass schoolClass,
            @Nullable UUID district,
            @Nullable Town town,
            @Nullable String service,
            @Nullable UUID territory) {}

    record Line(UUID id, Town town, String name) {}

    record Enrolment(Pupil pupil, String activity, @Nullable Line line) {}

    final UUID territory;
    final UUID district;
    final List<Town> towns = new ArrayList<>();
    final List<School> schools = new ArrayList<>();
    final List<SchoolClass> classes = new ArrayList<>();
    final List<Person> people = new ArrayList<>();
    final List<Account> accounts = new ArrayList<>();
    final List<Pupil> pupils = new ArrayList<>();
    final List<Guardianship> guardianships = new ArrayList<>();
    final List<Assignment> assignments = new ArrayList<>();
    final List<Line> lines = new ArrayList<>();
    final List<Enrolment> enrolments = new ArrayList<>();

    Census(UUID territory, UUID district) {
        this.territory = territory;
        this.district = district;
    }
}
