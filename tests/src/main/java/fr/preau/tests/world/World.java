package fr.preau.tests.world;

import static fr.preau.tests.world.Model.id;

import fr.preau.tests.world.Model.Account;
import fr.preau.tests.world.Model.Assignment;
import fr.preau.tests.world.Model.District;
import fr.preau.tests.world.Model.Enrolment;
import fr.preau.tests.world.Model.Guardianship;
import fr.preau.tests.world.Model.Line;
import fr.preau.tests.world.Model.Person;
import fr.preau.tests.world.Model.Pupil;
import fr.preau.tests.world.Model.Rights;
import fr.preau.tests.world.Model.School;
import fr.preau.tests.world.Model.SchoolClass;
import fr.preau.tests.world.Model.Town;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Two towns that do not exist. Aubin has the schools Verne (classes CP and CE1) and Curie (CM1), Courvelles has the
 * school Sand (CP). Among the families of Verne: siblings in two classes (Moreau), separated parents in two households
 * (Petit and Leroy), a parent without parental authority and a carer (Garnier), and a mother without an app (Diallo).
 */
public final class World {
    /** Everybody's password. */
    public static final String PASSWORD = "quatre marronniers sous la pluie";

    private final List<Person> people = new ArrayList<>();
    private final List<Pupil> pupils = new ArrayList<>();
    private final List<Guardianship> guardianships = new ArrayList<>();
    private final List<Account> accounts = new ArrayList<>();
    private final List<Assignment> assignments = new ArrayList<>();
    private final List<Enrolment> enrolments = new ArrayList<>();

    public final Town aubin = new Town(id("aubin"), "99001", "Saint-Aubin-des-Prés");
    public final Town courvelles = new Town(id("courvelles"), "99002", "Courvelles");
    public final District north = new District(id("north"), "Circonscription Nord");
    public final District south = new District(id("south"), "Circonscription Sud");
    public final School verne = new School(id("verne"), "0990001A", "École Jules-Verne", aubin, north);
    public final School curie = new School(id("curie"), "0990002B", "École Marie-Curie", aubin, north);
    public final School sand = new School(id("sand"), "0990003C", "École George-Sand", courvelles, south);
    public final SchoolClass verneCp = new SchoolClass(id("verne", "cp"), verne, "CP", "CP");
    public final SchoolClass verneCe1 = new SchoolClass(id("verne", "ce1"), verne, "CE1", "CE1");
    public final SchoolClass curieCm1 = new SchoolClass(id("curie", "cm1"), curie, "CM1", "CM1");
    public final SchoolClass sandCp = new SchoolClass(id("sand", "cp"), sand, "CP", "CP");
    public final Line line1 = new Line(id("line1"), aubin, "Ligne 1");
    public final Line line2 = new Line(id("line2"), aubin, "Ligne 2");

    public final Pupil lina = pupil("Lina", "Moreau", verneCp);
    public final Pupil hugo = pupil("Hugo", "Moreau", verneCe1);
    public final Pupil zoe = pupil("Zoé", "Petit", verneCp);
    public final Pupil noe = pupil("Noé", "Garnier", verneCp);
    public final Pupil awa = pupil("Awa", "Diallo", verneCe1);
    public final Pupil ines = pupil("Inès", "Roy", curieCm1);
    public final Pupil lea = pupil("Léa", "Blanc", sandCp);

    public final Account linasAccount = account("pupil", lina.person());
    public final Account hugosAccount = account("pupil", hugo.person());
    public final Account inesAccount = account("pupil", ines.person());
    public final Account leasAccount = account("pupil", lea.person());

    /** Mother of the siblings Lina and Hugo. */
    public final Account claireMoreau = guardian("Claire", "Moreau", "+33700000001");
    /** Zoé's mother; separated from her father. */
    public final Account annePetit = guardian("Anne", "Petit", "+33700000002");
    /** Zoé's father; another household. */
    public final Account marcLeroy = guardian("Marc", "Leroy", "+33700000003");
    /** Noé's mother. */
    public final Account julieGarnier = guardian("Julie", "Garnier", "+33700000004");
    /** Noé's father, without the exercise of parental authority. */
    public final Account paulGarnier = guardian("Paul", "Garnier", "+33700000005");
    /** Looks after Noé. */
    public final Account nadiaSow = guardian("Nadia", "Sow", "+33700000006");
    /** Awa's mother; has no app yet. */
    public final Account fatouDiallo = withoutApp("Fatou", "Diallo", "+33700000007");
    /** Inès's father; another school of the same town. */
    public final Account samirRoy = guardian("Samir", "Roy", "+33700000008");
    /** Léa's mother; another town. */
    public final Account evaBlanc = guardian("Eva", "Blanc", "+33700000009");

    public final Account teacherVerneCp = teacher("Mme", "Sophie", "Martin", verneCp);
    public final Account teacherVerneCe1 = teacher("M.", "Karim", "Benali", verneCe1);
    public final Account teacherCurie = teacher("Mme", "Odile", "Faure", curieCm1);
    public final Account teacherSand = teacher("M.", "Yves", "Lambert", sandCp);
    public final Account headVerne = works("head", "Mme", "Hélène", "Dubois", verne);
    public final Account headCurie = works("head", "M.", "Luc", "Perrin", curie);
    public final Account headSand = works("head", "Mme", "Rose", "Marchal", sand);
    public final Account staffVerne = works("staff", "Mme", "Maud", "Renard", verne);
    public final Account staffSand = works("staff", "M.", "Abel", "Colin", sand);
    public final Account inspectorNorth = inspector("Mme", "Irène", "Vidal", north);
    public final Account inspectorSouth = inspector("M.", "Jean", "Roche", south);
    public final Account canteenAubin = officer("Nina", "Costa", aubin, "canteen");
    public final Account transportAubin = officer("Théo", "Weber", aubin, "transport");
    public final Account careAubin = officer("Lise", "Prost", aubin, "care");
    public final Account earlyAubin = officer("Omar", "Saïd", aubin, "early_childhood");
    public final Account canteenCourvelles = officer("Agnès", "Noël", courvelles, "canteen");
    public final Account operator = works("operator", "Mme", "Ondine", "Chauvin", null);
    /** Noé's mother works at Sand: one person, two accounts. */
    public final Account julieAtSand = account("staff", julieGarnier.person());

    public World() {
        assignments.add(new Assignment(julieAtSand, "staff", sand, null, null, null, null));
        care(claireMoreau, lina, Rights.LEGAL);
        care(claireMoreau, hugo, Rights.LEGAL);
        care(annePetit, zoe, Rights.LEGAL);
        care(marcLeroy, zoe, Rights.LEGAL);
        care(julieGarnier, noe, Rights.LEGAL);
        care(paulGarnier, noe, Rights.INFORMED);
        care(nadiaSow, noe, Rights.CARER);
        care(fatouDiallo, awa, Rights.LEGAL);
        care(samirRoy, ines, Rights.LEGAL);
        care(evaBlanc, lea, Rights.LEGAL);
        enrolments.add(new Enrolment(lina, "canteen", null));
        enrolments.add(new Enrolment(hugo, "canteen", null));
        enrolments.add(new Enrolment(awa, "canteen", null));
        enrolments.add(new Enrolment(ines, "canteen", null));
        enrolments.add(new Enrolment(lea, "canteen", null));
        enrolments.add(new Enrolment(lina, "transport", line1));
        enrolments.add(new Enrolment(zoe, "transport", line2));
        enrolments.add(new Enrolment(noe, "care_morning", null));
        enrolments.add(new Enrolment(noe, "study", null));
    }

    public List<Town> towns() {
        return List.of(aubin, courvelles);
    }

    public List<District> districts() {
        return List.of(north, south);
    }

    public List<School> schools() {
        return List.of(verne, curie, sand);
    }

    public List<SchoolClass> classes() {
        return List.of(verneCp, verneCe1, curieCm1, sandCp);
    }

    public List<Line> lines() {
        return List.of(line1, line2);
    }

    public List<Person> people() {
        return List.copyOf(people);
    }

    public List<Pupil> pupils() {
        return List.copyOf(pupils);
    }

    public List<Guardianship> guardianships() {
        return List.copyOf(guardianships);
    }

    public List<Account> accounts() {
        return List.copyOf(accounts);
    }

    /** Those who have signed in before and can again. */
    public List<Account> withApp() {
        return accounts.stream().filter(Account::app).toList();
    }

    public List<Assignment> assignments() {
        return List.copyOf(assignments);
    }

    public List<Enrolment> enrolments() {
        return List.copyOf(enrolments);
    }

    private Pupil pupil(String given, String family, SchoolClass in) {
        Pupil pupil = new Pupil(person("", given, family, null, null), in);
        pupils.add(pupil);
        return pupil;
    }

    private Account guardian(String given, String family, String mobile) {
        String email = login(given, family, "guardian") + "@example.org";
        return account("guardian", person("", given, family, mobile, email));
    }

    private Account withoutApp(String given, String family, String mobile) {
        Person person = person("", given, family, mobile, null);
        Account account = new Account(
                id("account", "guardian", family, given), person, "guardian", login(given, family, "guardian"), false);
        accounts.add(account);
        return account;
    }

    private Account teacher(String civility, String given, String family, SchoolClass in) {
        Account account = account("teacher", person(civility, given, family, null, null));
        assignments.add(new Assignment(account, "teacher", in.school(), in, null, null, null));
        return account;
    }

    private Account works(String role, String civility, String given, String family, @Nullable School school) {
        Account account = account(role, person(civility, given, family, null, null));
        assignments.add(new Assignment(account, role, school, null, null, null, null));
        return account;
    }

    private Account inspector(String civility, String given, String family, District district) {
        Account account = account("inspector", person(civility, given, family, null, null));
        assignments.add(new Assignment(account, "inspector", null, null, district, null, null));
        return account;
    }

    private Account officer(String given, String family, Town town, String service) {
        Account account = account("officer", person("", given, family, null, null));
        assignments.add(new Assignment(account, "officer", null, null, null, town, service));
        return account;
    }

    private void care(Account guardian, Pupil pupil, Rights rights) {
        guardianships.add(new Guardianship(guardian.person(), pupil, rights));
    }

    private Person person(
            String civility, String given, String family, @Nullable String mobile, @Nullable String email) {
        Person person = new Person(id("person", family, given), civility, given, family, mobile, email);
        people.add(person);
        return person;
    }

    private Account account(String profile, Person person) {
        Account account = new Account(
                id("account", profile, person.family(), person.given()),
                person,
                profile,
                login(person.given(), person.family(), profile),
                true);
        accounts.add(account);
        return account;
    }

    private static String login(String given, String family, String profile) {
        String plain =
                Normalizer.normalize(given + "." + family, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        return plain.toLowerCase(Locale.ROOT) + (profile.equals("staff") ? "2" : "");
    }
}
