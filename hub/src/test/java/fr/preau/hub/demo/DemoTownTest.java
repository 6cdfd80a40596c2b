package fr.preau.hub.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.channels.identity.PasswordPolicy;
import fr.preau.channels.identity.PasswordVerdict;
import fr.preau.config.Settings;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.ground.StartFailure;
import fr.preau.hub.ground.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTownTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final PassPhrase PHRASE = new PassPhrase("radis violon balcon galet sapin", false);

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private Pool pool;
    private Ground ground;

    @BeforeEach
    void open() {
        pool = TestDatabase.fresh(vertx);
        ground = new Ground(
                vertx,
                pool,
                Settings.of(Map.of()),
                Clock.fixed(NOW, ZoneOffset.UTC),
                new SecureRandom(),
                new SimpleMeterRegistry());
    }

    @AfterEach
    void close() throws Exception {
        pool.close().await(10, TimeUnit.SECONDS);
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void theTownHasWhatATownHas() throws Exception {
        DemoGuide guide = load(PHRASE);

        assertEquals(2, count("town"));
        assertEquals(6, count("school"));
        assertEquals(40, count("school_class"));
        assertTrue(count("pupil") >= 850 && count("pupil") <= 1000, count("pupil") + " pupils");
        assertEquals(
                0, count("pupil p where not exists (select 1 from guardianship g where g.pupil_id = p.person_id)"));
        for (String profile :
                List.of("pupil", "guardian", "teacher", "head", "staff", "inspector", "officer", "operator")) {
            assertTrue(count("account where profile = '" + profile + "'") > 0, profile);
        }
        for (String rights : List.of("legal", "informed", "carer")) {
            assertTrue(count("guardianship where rights = '" + rights + "'") > 5, rights);
        }
        assertTrue(count("account where profile = 'guardian' and activated_at is null") > 300);
        assertTrue(
                count("assignment h join assignment t using (account_id) where h.role = 'head' and t.role = 'teacher'")
                        > 0,
                "a head who teaches");
        assertTrue(
                count("person p where (select count(*) from account a where a.person_id = p.id) = 2") > 0,
                "a teacher who is a parent");
        assertEquals(
                List.of(
                        "parent",
                        "parent_without_app",
                        "teacher",
                        "head",
                        "inspector",
                        "canteen",
                        "transport",
                        "pupil",
                        "operator"),
                guide.people().stream().map(DemoGuide.Person::kind).toList());
    }

    @Test
    void telephonesAreThoseKeptFreeForFiction() throws Exception {
        load(PHRASE);

        assertTrue(count("person where phone_mobile is not null") > 500);
        assertEquals(0, count("person where phone_mobile !~ '^[+]3363998[0-9]{4}$'"));
        assertEquals(0, count("person where phone_home !~ '^[+]3346571[0-9]{4}$'"));
        assertEquals(0, count("person where email !~ '@example[.]org$'"));
    }

    @Test
    void postsAreNumberedWithoutGapsAndAreOfThePast() throws Exception {
        load(PHRASE);

        assertTrue(count("post") > 400);
        assertEquals(8, count("(select distinct kind from channel where last_seq > 0) k"));
        assertEquals(
                0,
                count("channel c where last_seq <> (select count(*) from post_event e where e.channel_id = c.id)"
                        + " or last_seq <> coalesce((select max(seq) from post p where p.channel_id = c.id), 0)"));
        assertEquals(
                0,
                count("post a join post b on a.channel_id = b.channel_id and a.seq < b.seq and a.created_at >"
                        + " b.created_at"));
        assertEquals(0, count("post where created_at > '" + NOW + "'"));
        assertEquals(0, count("post where targeted and not exists (select 1 from post_audience where post_id = id)"));
        assertEquals(
                0,
                count("post p where not exists (select 1 from channel_member m where m.channel_id = p.channel_id and"
                        + " m.account_id = p.author_id)"),
                "everybody wrote where they belong");
        assertEquals(0, count("outbox"), "nothing is sent for what is long past");
        assertEquals(0, count("post where body like '%{%'"), "no name is left out");
    }

    @Test
    void theyMeetInOneClass() throws Exception {
        DemoGuide guide = load(PHRASE);

        String room = "channel c join channel_member m on m.channel_id = c.id join account a on a.id = m.account_id"
                + " where c.kind = '%s' and a.login in ('%s', '%s') group by c.id having count(distinct a.login) = 2";
        String families = room.formatted(
                "class_families",
                guide.of("parent").login(),
                guide.of("teacher").login());
        String pupils = room.formatted(
                "class_pupils", guide.of("pupil").login(), guide.of("teacher").login());

        assertEquals(1, count("(select 1 from " + families + ") x"));
        assertEquals(1, count("(select 1 from " + pupils + ") x"));
        String canteen = "audience_member m join account a on a.id = m.account_id join town t on t.id = m.ref"
                + " where m.scope = 'canteen' and t.insee = '99901' and a.login = ";
        assertTrue(count(canteen + "'" + guide.of("parent").login() + "'") > 0);
        assertTrue(count(canteen + "'" + guide.of("parent_without_app").login() + "'") > 0);
        assertNotNull(guide.of("parent_without_app").phone());
    }

    @Test
    void aSecondStartLeavesTheTownAsItIs() throws Exception {
        DemoGuide first = load(PHRASE);
        long people = count("person");

        DemoGuide second = load(PHRASE);
        assertEquals(first, second);
        assertEquals(people, count("person"));
        assertEquals(0, count("account where password_hash <> 'hash of " + PHRASE.text() + "'"));

        load(new PassPhrase("another", true));
        assertEquals(0, count("account where password_hash <> 'hash of another'"));
    }

    @Test
    void realPeopleAreLeftAlone() throws Exception {
        pool.query("insert into person (family_name, given_name) values ('Réel', 'Anne')")
                .execute()
                .await(10, TimeUnit.SECONDS);

        StartFailure failure = org.junit.jupiter.api.Assertions.assertThrows(StartFailure.class, () -> load(PHRASE));

        assertTrue(failure.getMessage().contains("--data"), failure.getMessage());
        assertEquals(1, count("person"));
        assertEquals(0, count("territory"));
    }

    @Test
    void thePassPhraseIsDrawnOnceAndMakesAGoodPassword() throws Exception {
        SecureRandom random = new SecureRandom();
        PassPhrase drawn = PassPhrase.in(folder.resolve("data"), random);
        PassPhrase kept = PassPhrase.in(folder.resolve("data"), random);

        assertEquals(new PassPhrase(drawn.text(), false), kept);
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("data/demo-pass-phrase"))));
        for (int i = 0; i < 200; i++) {
            String text = PassPhrase.draw(random).text();
            assertInstanceOf(PasswordVerdict.Accepted.class, new PasswordPolicy(12, 256).judge(text, List.of()), text);
        }
    }

    @Test
    void theGuideNamesAddressPhraseAndEachPerson() throws Exception {
        DemoGuide guide = load(PHRASE);

        String text = guide.text("http://localhost:8080", PHRASE.text());

        assertTrue(text.contains("http://localhost:8080\n"), text);
        assertTrue(text.contains(PHRASE.text()), text);
        assertTrue(text.contains("téléphone 06 39 98 "), text);
        guide.people().stream()
                .filter(person -> person.phone() == null)
                .forEach(person -> assertTrue(text.contains(person.login()), person.kind()));
    }

    private DemoGuide load(PassPhrase phrase) throws Exception {
        return DemoTown.load(ground, DemoSize.STANDARD, phrase, text -> Future.succeededFuture("hash of " + text))
                .await(60, TimeUnit.SECONDS);
    }

    private long count(String from) throws Exception {
        return pool.query("select count(*) from " + from)
                .execute()
                .await(30, TimeUnit.SECONDS)
                .iterator()
                .next()
                .getLong(0);
    }
}
