package fr.preau.tests.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;

/** The arrows of the house, as ARCHITECTURE.md draws them. */
@AnalyzeClasses(packages = "fr.preau", importOptions = DoNotIncludeTests.class)
class ArrowsTest {
    private static final String ROOT = "fr.preau.hub";

    /** What every room of the hub may lean on; all other arrows between rooms are forbidden. */
    private static final Set<String> COMMON =
            Set.of("ground", "edge", "people", "conversation", "reach", "pause", "audit");

    @ArchTest
    static final ArchRule config_leans_on_nothing_of_the_house = noClasses()
            .that()
            .resideInAPackage("fr.preau.config..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("fr.preau.channels..", "fr.preau.bridge..", "fr.preau.hub..", "fr.preau.tests..");

    @ArchTest
    static final ArchRule what_the_hub_decides_is_pure_java = classes()
            .that()
            .resideInAPackage("fr.preau.channels..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("fr.preau.channels..", "fr.preau.config..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule what_the_hub_decides_does_no_work_outside = noClasses()
            .that()
            .resideInAPackage("fr.preau.channels..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "java.net.http..", "java.nio.channels..", "javax..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Thread.class);

    @ArchTest
    static final ArchRule bridges_do_not_know_the_hub = noClasses()
            .that()
            .resideInAPackage("fr.preau.bridge..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("fr.preau.hub..", "fr.preau.tests..");

    @ArchTest
    static final ArchRule nothing_that_ships_knows_the_tests = noClasses()
            .that()
            .resideOutsideOfPackage("fr.preau.tests..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("fr.preau.tests..");

    @ArchTest
    static final ArchRule rooms_touch_only_through_the_common_ones =
            classes().that().resideInAPackage("fr.preau.hub.*..").should(leanOnlyOnCommonRooms());

    @ArchTest
    static final ArchRule no_two_rooms_lean_on_each_other =
            slices().assignedFrom(rooms()).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule rows_stay_in_stores = noClasses()
            .that(resideInAPackage("fr.preau.hub..")
                    .and(not(simpleNameEndingWith("Store")
                            .or(simpleNameEndingWith("Rows"))
                            .or(resideInAPackage("fr.preau.hub.ground..")))))
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.sql..")
                    .or(com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo(
                            io.vertx.sqlclient.Row.class))
                    .or(com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo(
                            io.vertx.sqlclient.RowSet.class)));

    @ArchTest
    static final ArchRule clock_and_randomness_are_injected = noClasses()
            .that()
            .resideInAnyPackage("fr.preau.channels..", "fr.preau.bridge..", "fr.preau.hub.*..")
            .and()
            .resideOutsideOfPackage("fr.preau.hub.ground..")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(java.time.LocalDateTime.class, "now")
            .orShould()
            .callMethod(java.time.ZonedDateTime.class, "now")
            .orShould()
            .callMethod(java.time.Clock.class, "systemUTC")
            .orShould()
            .callMethod(java.time.Clock.class, "systemDefaultZone")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID")
            .orShould()
            .callConstructor(java.util.Random.class)
            .orShould()
            .callConstructor(java.security.SecureRandom.class);

    @ArchTest
    static final ArchRule only_commands_write_to_the_terminal = noClasses()
            .that()
            .resideInAnyPackage("fr.preau.config..", "fr.preau.channels..", "fr.preau.bridge..", "fr.preau.hub.*..")
            .and()
            .haveSimpleNameNotEndingWith("Command")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace");

    @ArchTest
    static final ArchRule names_are_the_field_s_own =
            noClasses().should().haveNameMatching(".*(Impl|Abstract\\w*|Manager|Utils?|Helpers?)$");

    private static ArchCondition<JavaClass> leanOnlyOnCommonRooms() {
        return new ArchCondition<>("lean only on their own room and on " + COMMON) {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                String own = room(item);
                item.getDirectDependenciesFromSelf().forEach(dependency -> {
                    JavaClass target = dependency.getTargetClass();
                    String other = target.getPackageName().startsWith(ROOT) ? room(target) : own;
                    if (!other.equals(own) && !COMMON.contains(other)) {
                        events.add(SimpleConditionEvent.violated(item, dependency.getDescription()));
                    }
                });
            }
        };
    }

    private static String room(JavaClass item) {
        String[] names = item.getPackageName().split("\\.");
        return names.length > 3 ? names[3] : "";
    }

    private static SliceAssignment rooms() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass item) {
                String room = item.getPackageName().startsWith(ROOT) ? room(item) : "";
                return room.isEmpty() ? SliceIdentifier.ignore() : SliceIdentifier.of(room);
            }

            @Override
            public String getDescription() {
                return "the rooms of the hub";
            }
        };
    }
}
