package fr.preau.hub.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fr.preau.bridge.onde.Export;
import fr.preau.bridge.onde.OndeFault;
import fr.preau.channels.identity.ActivationCode;
import fr.preau.channels.roll.Doubt;
import fr.preau.channels.roll.Verdict;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollImportTest {
    private final ImportHouse house = new ImportHouse();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aDryRunWritesNothing() {
        ImportOutcome.Done done = (ImportOutcome.Done) house.family().run(false);

        assertEquals(2, done.plan().pupils().added().size());
        assertEquals(0, house.count("person"));
        assertEquals(0, house.count("roll_import"));
    }

    @Test
    void anImportBringsPeopleTheirPlacesAndChannels() {
        house.family().apply();

        assertEquals(
                new JsonObject()
                        .put("phone_mobile", "+33639980001")
                        .put("email", "anne@example.org")
                        .put("address", "3 rue Haute")
                        .put("login", "anne.roy")
                        .put("children", 2L),
                house.row("""
                        select n.phone_mobile, n.email, n.address, a.login,
                            (select count(*) from guardianship g where g.guardian_id = n.id and g.rights = 'legal') as children
                          from person n join account a on a.person_id = n.id and a.profile = 'guardian'
                         where n.given_name = 'Anne'"""));
        assertEquals(new JsonObject().put("profile", "head").put("roles", "head, teacher"), house.row("""
                        select a.profile, string_agg(s.role, ', ' order by s.role) as roles
                          from account a join assignment s on s.account_id = a.id group by a.profile"""));
        assertEquals(4, house.count("channel where kind in ('class_pupils', 'class_families')"));
        assertEquals(2, house.count("channel where kind = 'liaison'"));
        assertEquals(
                3,
                house.count("channel_member m join channel c on c.id = m.channel_id"
                        + " where c.kind = 'liaison' and m.standing = 'guardian'"));
    }

    @Test
    void theSameImportAgainChangesNothing() {
        house.family().apply();
        String before = contents();

        ImportOutcome.Done again = house.apply();

        assertTrue(again.plan().none());
        assertEquals(before, contents());
    }

    private String contents() {
        return List.of(
                        "person",
                        "account",
                        "pupil",
                        "guardianship",
                        "assignment",
                        "school_class",
                        "roll_person",
                        "channel")
                .stream()
                .map(table -> house.row("select string_agg(x::text || xmin::text, '|' order by x::text) as all from "
                                + table + " x")
                        .getString("all"))
                .toList()
                .toString();
    }

    @Test
    void whatPeopleChangedByHandOutlastsAnImport() {
        house.family().apply();
        house.sql("update person set email = 'new@example.org' where given_name = 'Anne'");
        house.sql("update guardianship set rights = 'informed', set_by = 'hand'"
                + " where guardian_id = (select id from person where given_name = 'Jean')");
        house.guardians.set(0, house.guardians.getFirst().replace("3 rue Haute", "5 rue Haute"));
        house.guardians.removeLast();

        house.apply();

        assertEquals(
                new JsonObject().put("email", "new@example.org").put("address", "5 rue Haute"),
                house.row("select email, address from person where given_name = 'Anne'"));
        assertEquals(1, house.count("guardianship where rights = 'informed' and ended_at is null"));
    }

    @Test
    void whoIsGoneLeavesAndWhoComesBackIsTheSamePersonAgain() {
        house.family().apply();
        house.pupils.removeFirst();
        house.guardians.set(0, house.guardians.getFirst().replace(";ROY;Zoé;CP;", ";;;;"));
        house.guardians.removeLast();
        house.teachers.set(0, "Mme;PIRES;Rachelle;non;PS");

        house.apply();

        assertEquals(1, house.count("pupil where left_at is not null"));
        assertEquals(2, house.count("account where ended_at is not null"));
        assertEquals(2, house.count("person where left_at is not null"));
        assertEquals(1, house.count("guardianship where ended_at is null"));
        assertEquals(1, house.count("school_class where ended_at is not null and name = 'CP'"));
        assertEquals(new JsonObject().put("profile", "teacher").put("class", "PS"), house.row("""
                        select a.profile, c.name as class from assignment s join account a on a.id = s.account_id
                          join school_class c on c.id = s.class_id where s.ended_at is null"""));

        house.family().apply();

        assertEquals(0, house.count("person where left_at is not null"));
        assertEquals(0, house.count("account where ended_at is not null"));
        assertEquals(3, house.count("guardianship where ended_at is null"));
        assertEquals(5, house.count("person"));
        assertTrue(((ImportOutcome.Done) house.run(false)).plan().none());
    }

    @Test
    void answersAreKept() {
        house.family();
        house.guardians.add("Mme;ROY;Anne;9 place Neuve;;;;ROY;Léo;PS");
        house.guardians.set(0, "Mme;ROY;Anne;3 rue Haute;;;;ROY;Zoé;CP");
        Doubt doubt = house.apply().plan().doubts().getFirst();

        ImportOutcome unknown = house.run(true, Map.of("nonsense", Verdict.SAME), Optional.empty());
        ImportOutcome merged = house.run(true, Map.of(doubt.token(), Verdict.SAME), Optional.empty());

        assertEquals(new ImportOutcome.NoSuchQuestion(List.of("nonsense")), unknown);
        assertEquals(1, ((ImportOutcome.Done) merged).plan().guardians().gone().size());
        ImportOutcome.Done after = (ImportOutcome.Done) house.run(false);
        assertTrue(after.plan().none());
        assertEquals(List.of(), after.plan().doubts());
    }

    @Test
    void codesGoIntoAFileForItsOwnerOnlyAndOpenTheirAccounts(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("codes.csv");

        house.family().run(true, Map.of(), Optional.of(file));

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        List<String> lines = Files.readAllLines(file);
        assertEquals(6, lines.size());
        String[] anne = lines.stream()
                .filter(line -> line.contains("anne.roy"))
                .findFirst()
                .orElseThrow()
                .replace("\"", "")
                .split(";");
        assertEquals("CP, PS", anne[1]);
        ActivationCode code = ActivationCode.parse(anne[6]).orElseThrow();
        assertEquals(
                "anne.roy",
                house.ground
                        .pool()
                        .preparedQuery("select login from account where activation_hash = $1 and activation_until > $2")
                        .execute(Tuple.of(
                                Buffer.buffer(code.hash()),
                                house.ground.clock().instant().atOffset(java.time.ZoneOffset.UTC)))
                        .await()
                        .iterator()
                        .next()
                        .getString("login"));
        assertInstanceOf(ImportOutcome.NoCodesFile.class, house.run(true, Map.of(), Optional.of(file)));
    }

    @Test
    void newCodesReplaceOldOnesButNotThoseOfAccountsInUse(@TempDir Path folder) {
        house.family().apply();
        house.sql("update account set activated_at = now() where login = 'anne.roy'");
        Codes codes = new Codes(house.ground, Words.in("fr"));

        assertEquals(new Codes.Outcome.Written(4), codes.issue(ImportHouse.UAI, folder.resolve("a.csv")));
        assertEquals(4, house.count("account where activation_hash is not null"));
        assertInstanceOf(Codes.Outcome.NoFile.class, codes.issue(ImportHouse.UAI, folder.resolve("a.csv")));
        assertEquals(new Codes.Outcome.NoSchool(), codes.issue("0619999Z", folder.resolve("b.csv")));
        assertFalse(Files.exists(folder.resolve("b.csv")));
    }

    @Test
    void aBrokenExportChangesNothing() {
        house.family().apply();
        house.guardians.add("Mme;ROY;\"Anne");

        ImportOutcome outcome = house.run(true);

        OndeFault fault =
                assertInstanceOf(ImportOutcome.NotRead.class, outcome).faults().getFirst();
        assertEquals(
                "guardians.csv, ligne 4, caractère 9 : Ce guillemet ouvrant n'est jamais fermé."
                        + " Fermez-le, ou refaites l'extraction dans ONDE.",
                new FaultText(Words.in("fr")).line(fault));
        assertEquals(1, house.count("roll_import"));
    }

    @Test
    void aFailureHalfWayLeavesNothing(@TempDir Path folder) {
        Path file = folder.resolve("codes.csv");
        house.sql("create function refuse() returns trigger language plpgsql as $$ begin raise 'no'; end $$;"
                + " create trigger refuse before insert on roll_import for each row execute function refuse()");

        RuntimeException failure = org.junit.jupiter.api.Assertions.assertThrows(
                RuntimeException.class, () -> house.family().run(true, Map.of(), Optional.of(file)));

        assertTrue(String.valueOf(failure.getMessage()).contains("no"));
        assertEquals(0, house.count("person"));
        assertEquals(0, house.count("school_class"));
        assertFalse(Files.exists(file));
    }

    @Test
    void twoImportsAtOnceBringEveryoneOnce() throws Exception {
        house.family();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<ImportOutcome> call = () -> house.run(true);
            for (var outcome : threads.invokeAll(List.of(call, call, call))) {
                assertInstanceOf(ImportOutcome.Done.class, outcome.get());
            }
        }

        assertEquals(5, house.count("person"));
        assertEquals(3, house.count("roll_import"));
    }

    @Test
    void aFileOfAnotherSchoolIsHeldBack() {
        house.family();
        for (int i = 0; i < 30; i++) {
            house.pupils.add("TOUS" + i + ";;Zoé;2016-09-23;CP;CP");
        }
        house.apply();
        house.pupils.removeIf(row -> row.startsWith("TOUS"));

        assertEquals(new ImportOutcome.EmptiesSchool(30, 2), house.run(true));
        assertEquals(0, house.count("pupil where left_at is not null"));
    }

    @Test
    void aSchoolIsOpenedOnceAndAnUnknownOneIsTold() {
        assertInstanceOf(Schools.Outcome.Open.class, house.open());
        assertEquals(1, house.count("school"));
        house.sql("delete from channel; delete from school");

        assertEquals(new ImportOutcome.NoSchool(ImportHouse.UAI), house.family().run(true));
        ImportOutcome.Done dry = (ImportOutcome.Done) house.run(false);
        assertFalse(dry.school().open());
        assertEquals(2, dry.plan().pupils().added().size());
    }

    @Test
    void theSampleSchoolIsImportedAndASecondDryRunSeesNothing() {
        Export pupils = sample("CSVExtraction-eleves.csv");
        Export guardians = sample("CSVExtraction-responsables.csv");
        Export teachers = sample("CSVExtraction-enseignants.csv");

        house.run(true, Map.of(), Optional.empty(), pupils, guardians, teachers);
        ImportOutcome.Done dry =
                (ImportOutcome.Done) house.run(false, Map.of(), Optional.empty(), pupils, guardians, teachers);

        JsonObject json = new ImportJson(Words.in("fr")).of(dry);
        assertEquals(false, json.getBoolean("changes"));
        assertEquals(247, json.getJsonObject("pupils").getInteger("total"));
        assertEquals(10, json.getJsonObject("classes").getInteger("total"));
        assertEquals(469, json.getJsonObject("guardians").getInteger("rows"));
        assertEquals(491, json.getJsonObject("guardians").getInteger("links"));
        assertEquals(14, json.getJsonObject("teachers").getInteger("total"));
        assertEquals(0, json.getJsonArray("unmatchedChildren").size());
        assertEquals(8, json.getJsonArray("doubtful").size());
        assertEquals(730, house.count("account"));
        assertEquals(491, house.count("guardianship"));
        assertNull(house.row("select max(ended_at) as ended from account").getString("ended"));
    }

    private static Export sample(String name) {
        Path folder = Optional.ofNullable(System.getProperty("preau.samples"))
                .or(() -> Optional.ofNullable(System.getenv("PREAU_SAMPLES")))
                .map(Path::of)
                .orElse(Path.of("..", "..", "shared", "data", "onde"));
        assumeTrue(Files.isReadable(folder.resolve(name)), "no sample exports in " + folder);
        return Export.of(folder.resolve(name));
    }
}
