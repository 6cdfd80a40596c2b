package fr.preau.hub.conversation;

import static fr.preau.hub.conversation.StaffRooms.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.people.Caller;
import fr.preau.channels.problem.Problem;
import fr.preau.hub.edge.Refused;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Posts that arrive together, on a real PostgreSQL. */
class PostWriterTest {
    private static StaffRooms house;

    @BeforeAll
    static void open() {
        house = new StaffRooms(Map.of());
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @BeforeEach
    void empty() {
        house.run("truncate post, post_event, post_audience, outbox cascade; update channel set last_seq = 0");
    }

    @Test
    void aLonePostIsWrittenAtOnceAndWhatComesMeanwhileTogether() {
        // given a quiet channel
        ChannelId room = house.room(1);
        Caller writer = house.person(1);
        // when a hundred posts come at once
        List<Future<Posted>> all = IntStream.range(0, 100)
                .mapToObj(
                        i -> house.conversation.post(writer, room, NewPost.reply("together-" + i, "Texte " + i, null)))
                .toList();
        await(Future.all(all));
        // then the first had a commit of its own, and all others shared one
        assertEquals(2, house.commits(room));
        assertEquals(
                1,
                house.number("select count(*) from post a where channel_id = '" + room
                        + "' and not exists (select from post b where b.xmin = a.xmin and b.id <> a.id)"));
        // and they stand in the order in which they came, each with its event and its row in the outbox
        assertEquals(
                LongStream.rangeClosed(1, 100).boxed().toList(),
                all.stream().map(one -> one.result().post().seq()).toList());
        assertEquals(IntStream.range(0, 100).mapToObj(i -> "Texte " + i).toList(), house.texts(room));
        assertEquals(
                100,
                house.number("select count(*) from post p join post_event e on e.post_id = p.id"
                        + " and e.seq = p.seq and e.channel_id = p.channel_id join outbox o on o.post_id = p.id"));
    }

    @Test
    void aPlanMadeOnAnEmptyTableDoesNotReadAllPostsLater() {
        // given no posts
        // when the statement that writes them is planned, and the plan kept
        String plan = house.plan(BatchStore.INSERT);
        // then earlier posts are looked up one by one, by what is unique
        assertFalse(plan.contains("hashed SubPlan"), plan);
        assertTrue(plan.contains("Index Cond: ((author_id = g_8.author_id) AND (client_key = g_8.client_key))"), plan);
        assertTrue(plan.contains("Index Cond: (id = g_8.reply_to)"), plan);
    }

    @Test
    void aPostThatTheDatabaseWillNotTakeFailsAlone() {
        // given a database that refuses one text
        house.run("""
                create function refuse() returns trigger language plpgsql as
                    $$ begin raise exception 'not this one' using errcode = 'check_violation'; end $$;
                create trigger refuse before insert on post for each row when (new.body = 'Texte 37') execute function refuse();
                """);
        try {
            // when it comes among others
            ChannelId room = house.room(2);
            Caller writer = house.person(1);
            List<Future<Posted>> all = IntStream.range(0, 60)
                    .mapToObj(i ->
                            house.conversation.post(writer, room, NewPost.reply("neighbour-" + i, "Texte " + i, null)))
                    .toList();
            await(Future.join(all).otherwiseEmpty());
            // then it fails, and only it; the others stand in their order without a gap
            assertInstanceOf(PgException.class, all.get(37).cause());
            assertEquals(59, all.stream().filter(Future::succeeded).count());
            assertEquals(
                    IntStream.range(0, 60)
                            .filter(i -> i != 37)
                            .mapToObj(i -> "Texte " + i)
                            .toList(),
                    house.texts(room));
            assertEquals(59, lastSeq(room));
        } finally {
            house.run("drop trigger refuse on post; drop function refuse()");
        }
    }

    @Test
    void eachOfABatchHasItsOwnAnswer() {
        // given a stranger, an answer to a post that is not there, and two texts with one key among good posts
        ChannelId room = house.room(3);
        Caller member = house.person(1);
        List<Future<Posted>> all = new ArrayList<>();
        all.add(house.write(1, room, "answer-01", "Un"));
        all.add(house.write(30, room, "answer-02", "Je ne suis pas d'ici"));
        all.add(house.write(1, room, "answer-03", "Deux"));
        all.add(house.conversation.post(member, room, NewPost.reply("answer-04", "Quoi ?", UUID.randomUUID())));
        all.add(house.write(1, room, "answer-03", "Autre chose"));
        all.add(house.write(1, room, "answer-03", "Deux"));
        all.add(house.write(1, room, "answer-05", "Trois"));
        await(Future.join(all).otherwiseEmpty());
        // then each hears what became of its own
        assertEquals(
                List.of("1", "not_found", "2", "invalid_field", "key_reused", "2 again", "3"),
                all.stream().map(PostWriterTest::answer).toList());
        assertEquals(List.of("Un", "Deux", "Trois"), house.texts(room));
    }

    @Test
    void whoLostTheRightAfterTheDecisionWritesNothing() {
        // given somebody who has just written, so that the hub knows the place
        ChannelId room = house.room(4);
        Caller writer = house.person(20);
        await(house.conversation.post(writer, room, NewPost.reply("before-it", "Je suis là", null)));
        // when the role ends, and the next post comes at once
        house.run("update assignment set ended_at = now() from account a where a.id = account_id and a.login = 'p20'");
        Future<Posted> late = house.conversation.post(writer, room, NewPost.reply("after-it", "Encore là ?", null));
        Future<Posted> other = house.write(1, room, "other-one", "Moi oui");
        await(Future.join(late, other).otherwiseEmpty());
        // then it is refused, and the neighbour's is not
        assertEquals("not_found", answer(late));
        assertEquals("2", answer(other));
    }

    @Test
    void whoGainedTheRightNeedNotWait() {
        ChannelId room = house.room(5);
        Future<Posted> early = house.write(10, room, "too-early", "Bonjour");
        await(early.otherwiseEmpty());
        assertEquals("not_found", answer(early));
        house.run("insert into assignment (account_id, role, school_id) select a.id, 'staff', c.school_id"
                + " from account a, channel c where a.login = 'p10' and c.id = '" + room + "'");
        assertEquals("1", answer(house.write(10, room, "in-time-1", "Bonjour")));
    }

    @Test
    void twoNodesAndOneKeyMakeOnePost() {
        // given two nodes that get the same requests at the same time, in another order
        Conversation node = house.another(Map.of(), new SimpleMeterRegistry());
        ChannelId room = house.room(1);
        Caller writer = house.person(2);
        List<Future<Posted>> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int other = 199 - i;
            all.add(house.conversation.post(writer, room, NewPost.reply("both-nodes-" + i, "Texte " + i, null)));
            all.add(node.post(writer, room, NewPost.reply("both-nodes-" + other, "Texte " + other, null)));
        }
        await(Future.all(all));
        // then each key has made one post, and the order has no gap
        assertEquals(200, house.texts(room).size());
        assertEquals(200, lastSeq(room));
        assertEquals(200, all.stream().filter(one -> !one.result().duplicate()).count());
    }

    @Test
    void moreThanMayWaitIsToldToComeBack() {
        // given a node on which five posts may wait
        Conversation small = house.another(Map.of("limits.postsWaiting", "5"), new SimpleMeterRegistry());
        ChannelId room = house.room(2);
        Caller writer = house.person(1);
        List<Future<Posted>> all = IntStream.range(0, 20)
                .mapToObj(i -> small.post(writer, room, NewPost.reply("too-many-" + i, "Texte " + i, null)))
                .toList();
        await(Future.join(all).otherwiseEmpty());
        // then the first five are written, the others hear that they may try again, and may
        assertEquals(5, house.texts(room).size());
        for (Future<Posted> refused : all.subList(5, 20)) {
            Refused why = assertInstanceOf(Refused.class, refused.cause());
            assertEquals(Problem.BUSY, why.refusal().problem());
            assertTrue(why.refusal().problem().retryable());
            assertEquals(1, why.refusal().retryAfterSeconds());
        }
        assertEquals("6", answer(small.post(writer, room, NewPost.reply("too-many-9", "Texte 9", null))));
    }

    @Test
    void aNodeThatStopsAnswersWhatWaits() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Conversation node = house.another(Map.of("limits.postsPerCommit", "10"), meters);
        ChannelId room = house.room(3);
        Caller writer = house.person(1);
        List<Future<Posted>> all = IntStream.range(0, 50)
                .mapToObj(i -> node.post(writer, room, NewPost.reply("stopping-" + i, "Texte " + i, null)))
                .toList();
        await(node.close(20_000));
        assertTrue(all.stream().allMatch(Future::succeeded));
        assertEquals("stopping", answer(node.post(writer, room, NewPost.reply("too-late-1", "Trop tard", null))));
        // and what was measured says so: one alone, then ten at a time
        assertEquals(6, meters.get("preau.posts.batch").summary().count());
        assertEquals(10, meters.get("preau.posts.batch").summary().max());
        assertEquals(50, meters.get("preau.posts.wait").timer().count());
        assertEquals(0, meters.get("preau.posts.waiting").gauge().value());
    }

    @Test
    void anythingThatComesEndsAsIfItHadComeOneByOne() {
        // given requests of members and strangers, with keys of which many come again, some with another text
        Random random = new Random(7);
        List<ChannelId> rooms =
                IntStream.rangeClosed(1, 3).mapToObj(house::room).toList();
        List<Caller> people = List.of(house.person(1), house.person(2), house.person(3), house.person(29));
        Set<Integer> strangers = Set.of(3);
        record Request(int person, int room, String key, String body) {}
        List<Request> requests = new ArrayList<>();
        List<Future<Posted>> answers = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            int room = random.nextInt(3);
            int person = random.nextInt(4);
            // a key belongs to one room here: between rooms nothing says which request comes first
            Request request = new Request(
                    person, room, "model-" + room + "-" + random.nextInt(300), "Texte " + random.nextInt(2));
            requests.add(request);
            answers.add(house.conversation.post(
                    people.get(person), rooms.get(room), NewPost.reply(request.key(), request.body(), null)));
        }
        await(Future.join(answers).otherwiseEmpty());
        // when a model takes the same requests one after the other
        Map<String, Request> first = new HashMap<>();
        Map<String, Long> seqs = new HashMap<>();
        long[] last = new long[3];
        for (int i = 0; i < requests.size(); i++) {
            Request request = requests.get(i);
            // the third person is of the first school alone
            boolean stranger = strangers.contains(request.person()) || (request.person() == 2 && request.room() != 0);
            String key = request.person() + request.key();
            String expected;
            if (stranger) {
                expected = "not_found";
            } else if (!first.containsKey(key)) {
                first.put(key, request);
                seqs.put(key, ++last[request.room()]);
                expected = "" + seqs.get(key);
            } else {
                expected = first.get(key).body().equals(request.body()) ? seqs.get(key) + " again" : "key_reused";
            }
            // then the answers are the same
            assertEquals(expected, answer(answers.get(i)), "request " + i + ": " + request);
        }
        Set<UUID> ids = new HashSet<>();
        answers.stream()
                .filter(Future::succeeded)
                .forEach(one -> ids.add(one.result().post().id()));
        assertEquals(first.size(), ids.size());
        assertEquals(first.size(), house.number("select count(*) from post"));
        assertFalse(first.isEmpty());
    }

    private static long lastSeq(ChannelId room) {
        return house.number("select last_seq from channel where id = '" + room + "'");
    }

    /** The seq, or the refusal's code. */
    private static String answer(Future<Posted> future) {
        Future<String> told = future.map(posted -> posted.post().seq() + (posted.duplicate() ? " again" : ""))
                .recover(failure -> failure instanceof Refused refused
                        ? Future.succeededFuture(refused.refusal().problem().code())
                        : Future.failedFuture(failure));
        return await(told);
    }
}
