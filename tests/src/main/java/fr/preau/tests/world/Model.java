package fr.preau.tests.world;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The things of a {@link World}. Ids follow from names, so that they are the same in every run. */
public final class Model {
    private Model() {}

    /** An id that belongs to this name. */
    static UUID id(String... name) {
        return UUID.nameUUIDFromBytes(String.join("/", name).getBytes(StandardCharsets.UTF_8));
    }

    /** A commune. */
    public record Town(UUID id, String insee, String name) {}

    /** An inspection district. */
    public record District(UUID id, String name) {}

    /** A school. */
    public record School(UUID id, String uai, String name, Town town, District district) {}

    /** A class of a school. */
    public record SchoolClass(UUID id, School school, String name, String level) {}

    /** A bus line of a town. */
    public record Line(UUID id, Town town, String name) {}

    /** A person, whatever they are to others. */
    public record Person(
            UUID id,
            String civility,
            String given,
            String family,
            @Nullable String mobile,
            @Nullable String email) {
        public String shown() {
            return given + " " + family;
        }
    }

    /** A child in a class. */
    public record Pupil(Person person, SchoolClass schoolClass) {
        public UUID id() {
            return person.id();
        }

        public School school() {
            return schoolClass.school();
        }
    }

    /** What a grown-up is to a child. */
    public enum Rights {
        LEGAL,
        INFORMED,
        CARER;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A grown-up of a child. */
    public record Guardianship(Person guardian, Pupil pupil, Rights rights) {}

    /** A person in one profile; {@code app} tells whether they have ever signed in. */
    public record Account(UUID id, Person person, String profile, String login, boolean app) {
        @Override
        public String toString() {
            return profile + " " + login;
        }
    }

    /** Where an account works; what does not apply is null. */
    public record Assignment(
            Account account,
            String role,
            @Nullable School school,
            @Nullable SchoolClass schoolClass,
            @Nullable District district,
            @Nullable Town town,
            @Nullable String service) {}

    /** What the town does for a child; a line for transport only. */
    public record Enrolment(
            Pupil pupil, String activity, @Nullable Line line) {}

    /** A channel that exists; what does not apply to its kind is null. */
    public record Place(
            UUID id,
            String kind,
            @Nullable UUID school,
            @Nullable UUID schoolClass,
            @Nullable UUID pupil,
            @Nullable UUID district,
            @Nullable UUID town,
            @Nullable String service,
            @Nullable UUID accountA,
            @Nullable UUID accountB) {}
}
