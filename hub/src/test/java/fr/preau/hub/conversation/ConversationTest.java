package fr.preau.hub.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.channels.bulletin.Scope;
import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.conversation.PostId;
import fr.preau.channels.people.AccountId;
import fr.preau.channels.people.Caller;
import fr.preau.channels.people.PersonId;
import fr.preau.channels.people.Profile;
import fr.preau.channels.people.SessionId;
import fr.preau.channels.problem.Problem;
import fr.preau.config.Settings;
import fr.preau.hub.audit.Audit;
import fr.preau.hub.bulletin.AudienceStore;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.ground.TestDatabase;
import fr.preau.hub.safety.Safety;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A class of one school with a teacher, two families and the town's canteen officer, on a real PostgreSQL. */
class ConversationTest {
    private static final String WORLD = """
            insert into territory (name) values ('Agglomération');
            insert into town (territory_id, insee, name) select id, '78646', 'Val-Clair' from territory;
            insert into school (uai, name, town_id) select '0780001A', 'École des Tilleuls', id from town;
            insert into school_class (school_id, name) select id, n from school, (values ('CP'), ('CM2')) v (n);
            insert into person (given_name, family_name, civility) values
                ('Aline', 'Roche', 'Mme'), ('Paul', 'Petit', 'M.'), ('Nora', 'Grand', 'Mme'), ('Luc', 'Service', 'M.'),
                ('Zoé', 'Petit', null), ('Sam', 'Grand', null);
            insert into account (person_id, profile, login, activated_at)
                select id, case family_name when 'Roche' then 'teacher' when 'Service' then 'officer' else 'guardian' end,
                    lower(family_name), now() from person where civility is not null;
            insert into pupil (person_id, school_id, class_id)
                select p.id, s.id, k.id from person p, school s, school_class k
                 where p.civility is null and k.name = case p.family_name when 'Petit' then 'CP' else 'CM2' end;
            insert into guardianship (guardian_id, pupil_id)
                select g.id, k.id from person g join person k on k.family_name = g.family_name
                 where g.civility is not null and k.civility is null;
            insert into assignment (account_id, role, school_id, class_id)
                select a.id, 'teacher', k.school_id, k.id from account a, school_class k
                 where a.login = 'roche' and k.name = 'CP';
            insert into assignment (account_id, role, town_id, service)
                select a.id, 'officer', t.id, 'canteen' from account a, town t where a.login = 'service';
            insert into enrolment (pupil_id, activity)
                select p.person_id, 'canteen' from pupil p join person n on n.id = p.person_id
                 where n.family_name = 'Petit';
            select open_missing_channels();
            """;

    private static Vertx vertx;
    private static Pool pool;
    private static Conversation conversation;
    private static Ground ground;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        Conversation.registerCodecs(vertx.eventBus());
        pool = TestDatabase.fresh(vertx);
        await(pool.query(WORLD).execute());
        Clock clock = Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC);
        ground = new Ground(vertx, pool, Settings.of(Map.of()), clock, new Random(1), new SimpleMeterRegistry());
        conversation = new Conversation(ground, new AudienceStore(pool), new Safety(ground, new Audit(ground)));
    }

    @AfterAll
    static void stop() {
        await(pool.close());
        await(vertx.close());
    }

    @Test
    void fiftyPostsWithOneKeyMakeOne() {
        // given a teacher whose network repeats what it sends
        Caller teacher = caller("roche", Profile.TEACHER);
        ChannelId families = channel("class_families", "CP");
        long before = lastSeq(families);
        // when the same post comes fifty times at once
        List<Future<Posted>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(conversation.post(teacher, families, text("the-same-key", "Sortie au musée jeudi.")));
        }
        await(Future.all(all));
        // then there is one post, and the sequence moved by one
        assertEquals(1, all.stream().map(f -> f.result().post().id()).distinct().count());
        assertEquals(1, all.stream().filter(f -> !f.result().duplicate()).count());
        assertEquals(before + 1, lastSeq(families));
    }

    @Test
    void aKeyForAnotherTextIsRefused() {
        Caller teacher = caller("roche", Profile.TEACHER);
        ChannelId families = channel("class_families", "CP");
        await(conversation.post(teacher, families, text("key-of-one", "Bonjour")));
        assertEquals(Problem.KEY_REUSED, refusal(conversation.post(teacher, families, text("key-of-one", "Bonsoir"))));
    }

    @Test
    void onlyThoseOfTheClassAreInItsChannel() {
        ChannelId families = channel("class_families", "CP");
        assertEquals(
                Problem.NOT_FOUND,
                refusal(conversation.post(caller("grand", Profile.GUARDIAN), families, text("stranger-1", "Bonjour"))));
        assertEquals(
                Problem.REPLIES_CLOSED,
                refusal(conversation.post(caller("petit", Profile.GUARDIAN), families, text("parent-001", "Bonjour"))));
    }

    @Test
    void aCorrectionAndARecallKeepTheHistory() {
        // given a post
        Caller teacher = caller("roche", Profile.TEACHER);
        ChannelId liaison = channel("liaison", "Petit");
        PostView first = await(conversation.post(teacher, liaison, text("liaison-01", "Rendez-vous lundi")))
                .post();
        PostId id = new PostId(first.id());
        // when it is corrected, then taken back
        PostView second = await(conversation.edit(teacher, liaison, id, new EditPost(null, "Rendez-vous mardi")));
        PostView third = await(conversation.recall(teacher, liaison, id));
        // then its text is gone for readers, and the history tells
        assertEquals("Rendez-vous mardi", second.body());
        assertEquals("", third.body());
        var changes = await(conversation.changes(teacher, liaison, id));
        assertEquals(
                List.of("posted", "edited", "recalled"),
                changes.stream().map(HistoryStore.Change::kind).toList());
        assertEquals("Rendez-vous lundi", changes.get(1).previousBody());
        assertEquals(Problem.ALREADY_RECALLED, refusal(conversation.recall(teacher, liaison, id)));
        // and one who catches up from before reads each event once, in order, and no text
        CatchUp catchUp = await(conversation.eventsAfter(List.of(new CatchUp.From(liaison, first.seq() - 1)), 10))
                .getFirst();
        assertEquals(
                List.of(1L, 2L, 3L),
                catchUp.events().stream().map(e -> e.seq() - first.seq() + 1).toList());
        assertFalse(catchUp.events().getFirst().frame().toString().contains("lundi"));
    }

    @Test
    void aBulletinReachesItsAudienceAlone() {
        // given the canteen officer, one family at the canteen and one that is not
        Caller officer = caller("service", Profile.OFFICER);
        ChannelId canteen = channel("town_bulletin", "canteen");
        UUID town = id("select id from town");
        NewPost bulletin = new NewPost(
                "bulletin-1",
                "Menu modifié",
                "Des **pâtes** à la place du riz.",
                "important",
                null,
                List.of(new AudienceView(Scope.CANTEEN.code(), town)),
                null);
        // when the bulletin leaves
        PostView post = await(conversation.post(officer, canteen, bulletin)).post();
        // then the family at the canteen has it in list, unread count and search; the other has not
        assertTrue(post.html().contains("<strong>pâtes</strong>"));
        var seen = listed("petit", canteen);
        assertEquals(post.id(), seen.lastPost() == null ? null : seen.lastPost().id());
        assertEquals(1, seen.unread());
        assertEquals(0, listed("grand", canteen).unread());
        assertEquals(1, found("petit", "pate").size());
        assertEquals(0, found("grand", "pates").size());
        // and reading moves the cursor forward only
        assertEquals(post.seq(), await(conversation.markRead(caller("petit", Profile.GUARDIAN), canteen, 999)));
        assertEquals(post.seq(), await(conversation.markRead(caller("petit", Profile.GUARDIAN), canteen, 0)));
        assertEquals(0, listed("petit", canteen).unread());
    }

    @Test
    void aBulletinNamesItsOwnTownAndService() {
        Caller officer = caller("service", Profile.OFFICER);
        ChannelId canteen = channel("town_bulletin", "canteen");
        assertEquals(Problem.AUDIENCE_REQUIRED, refusal(conversation.post(officer, canteen, text("no-audience", "x"))));
        NewPost strange = new NewPost(
                "elsewhere-1", null, "x", null, null, List.of(new AudienceView("school", UUID.randomUUID())), null);
        assertEquals(Problem.AUDIENCE_NOT_YOURS, refusal(conversation.post(officer, canteen, strange)));
        NewPost bus = new NewPost(
                "elsewhere-2", null, "x", null, null, List.of(new AudienceView("line", UUID.randomUUID())), null);
        assertEquals(Problem.AUDIENCE_NOT_YOURS, refusal(conversation.post(officer, canteen, bus)));
    }

    @Test
    void aParentMayWriteToTheTeacherOfTheirChildAndToNobodyElse() {
        ContactStore contacts = new ContactStore(pool);
        AccountId parent = caller("petit", Profile.GUARDIAN).account();
        var known = await(contacts.list(parent, null, null, 10));
        assertEquals(
                List.of("Mme Roche"),
                known.stream().map(ContactStore.Contact::name).toList());
        UUID teacher = known.getFirst().account();
        UUID channel = await(contacts.open(parent, teacher)).orElseThrow();
        assertEquals(
                channel,
                await(contacts.open(new AccountId(teacher), parent.value())).orElseThrow());
        UUID otherParent = caller("grand", Profile.GUARDIAN).account().value();
        assertTrue(await(contacts.open(parent, otherParent)).isEmpty());
        assertEquals("Mme Roche", listed("petit", new ChannelId(channel)).label());
    }

    private static ChannelStore.Listed listed(String login, ChannelId channel) {
        AccountId account = caller(login, Profile.GUARDIAN).account();
        return await(new ChannelStore(pool).list(account, channel.value(), null, 5))
                .getFirst();
    }

    private static List<HistoryStore.Found> found(String login, String words) {
        return await(new HistoryStore(pool).search(caller(login, Profile.GUARDIAN), words, null, null, 10));
    }

    private static NewPost text(String key, String body) {
        return new NewPost(key, null, body, null, null, null, null);
    }

    private static Problem refusal(Future<?> future) {
        return assertThrows(Refused.class, () -> await(future)).refusal().problem();
    }

    private static Caller caller(String login, Profile profile) {
        Row row = await(pool.query("select id, person_id from account where login = '" + login + "'")
                        .execute())
                .iterator()
                .next();
        return new Caller(
                new AccountId(row.getUUID(0)),
                new PersonId(row.getUUID(1)),
                profile,
                new SessionId(UUID.randomUUID()),
                login,
                "fr");
    }

    private static ChannelId channel(String kind, String what) {
        return new ChannelId(id("""
                select c.id from channel c left join school_class k on k.id = c.class_id
                  left join person p on p.id = c.pupil_id
                 where c.kind = '%s' and '%s' in (k.name, p.family_name, c.service)""".formatted(kind, what)));
    }

    private static long lastSeq(ChannelId channel) {
        return await(conversation.eventsAfter(List.of(new CatchUp.From(channel, Long.MAX_VALUE)), 1))
                .getFirst()
                .lastSeq();
    }

    private static UUID id(String query) {
        return await(pool.query(query).execute()).iterator().next().getUUID(0);
    }

    private static <T extends @Nullable Object> T await(Future<T> future) {
        try {
            return future.await(20, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
