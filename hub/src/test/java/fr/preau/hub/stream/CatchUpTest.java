package fr.preau.hub.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.people.Caller;
import fr.preau.hub.conversation.ChannelEvent;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CatchUpTest {
    private static House house;

    @BeforeAll
    static void open() {
        house = new House(Map.of(
                "limits.tailBytesPerChannel",
                "2000",
                "limits.catchUpPage",
                "50",
                "limits.lookSeconds",
                "1",
                "limits.catchUpEvents",
                "300"));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @AfterEach
    void allIsWell() {
        house.talk.away = false;
        house.talk.losing = false;
    }

    private final Caller ana = house.person("Mme Ana");
    private final Caller ben = house.person("M. Ben");

    @Test
    void whoIsThereGetsWhatHappens() {
        ChannelId channel = house.talk.channel(ana, ben);
        Client client = house.client(ana);

        house.talk.post(channel, "bonjour", ben);

        assertEquals("bonjour", client.awaitSeq(1).getString("text"));
    }

    @Test
    void whatWasMissedComesInOrderThenTheEndThenWhatHappens() {
        ChannelId channel = house.talk.channel(ana, ben);
        write(channel, 130);
        Client client = house.client(ana, ",\"cursors\":{\"" + channel + "\":10}");

        JsonObject end = client.await("end");
        assertEquals(130, end.getLong("seq"));
        house.talk.post(channel, "après", ben);
        client.awaitSeq(131);

        assertEquals(LongStream.rangeClosed(11, 131).boxed().toList(), client.seqs());
        assertEquals("end", client.frames().get(client.frames().size() - 2).getString("type"));
    }

    @Test
    void withoutACursorNothingOldComes() {
        ChannelId channel = house.talk.channel(ana, ben);
        write(channel, 5);
        Client client = house.client(ana);
        assertEquals(5, client.frames().getFirst().getJsonObject("channels").getLong(channel.toString()));

        house.talk.post(channel, "nouveau", ben);

        client.awaitSeq(6);
        assertEquals(List.of(6L), client.seqs());
    }

    @Test
    void channelsAreCaughtUpInTheOrderInWhichTheClientNamesThem() {
        ChannelId first = house.talk.channel(ana, ben);
        ChannelId second = house.talk.channel(ana, ben);
        write(first, 120);
        write(second, 3);
        Client client = house.client(ana, ",\"cursors\":{\"" + first + "\":0,\"" + second + "\":0}");

        client.await(
                f -> f.getString("type").equals("end") && f.getString("channel").equals(second.toString()), "end");

        List<String> channels = client.frames().stream()
                .filter(Client::isEvent)
                .map(f -> f.getString("channel"))
                .distinct()
                .toList();
        assertEquals(List.of(first.toString(), second.toString()), channels);
    }

    @Test
    void theTailServesWhoComesBackWithoutTheDatabase() {
        ChannelId channel = house.talk.channel(ana, ben);
        Client there = house.client(ben);
        write(channel, 1);
        there.awaitSeq(1);
        write(channel, 9);
        there.awaitSeq(10);
        int before = house.talk.pagesRead.get();

        Client back = house.client(ana, ",\"cursors\":{\"" + channel + "\":4}");

        back.await("end");
        assertEquals(List.of(5L, 6L, 7L, 8L, 9L, 10L), back.seqs());
        assertEquals(before, house.talk.pagesRead.get());
    }

    @Test
    void aTailFromBeforeACorrectionIsNotServed() {
        ChannelId channel = house.talk.channel(ana, ben);
        Client there = house.client(ben);
        write(channel, 1);
        there.awaitSeq(1); // the channel is live, else it could begin after the correction
        house.talk.post(channel, "repris", ben);
        house.talk.happen(channel, "recalled", "", ben);
        there.awaitSeq(3);
        int before = house.talk.pagesRead.get();

        Client back = house.client(ana, ",\"cursors\":{\"" + channel + "\":0}");

        back.await("end");
        assertTrue(house.talk.pagesRead.get() > before, "the earlier text is not what the tail had");
    }

    @Test
    void lostWakeUpsAreFetchedWhenTheNextOneShowsTheGap() {
        ChannelId channel = house.talk.channel(ana, ben);
        Client client = house.client(ana);
        house.talk.losing = true;
        write(channel, 60);
        house.talk.losing = false;

        house.talk.post(channel, "trou", ben);

        client.awaitSeq(61);
        assertEquals(LongStream.rangeClosed(1, 61).boxed().toList(), client.seqs());
    }

    @Test
    void wakeUpsInDisorderAndTwiceComeOnceInOrder() {
        ChannelId channel = house.talk.channel(ana, ben);
        Client client = house.client(ana);
        house.talk.losing = true;
        List<ChannelEvent> events = IntStream.range(0, 4)
                .mapToObj(i -> house.talk.post(channel, "n" + i, ben))
                .toList();
        house.talk.losing = false;

        for (int i : new int[] {1, 0, 0, 3, 1, 2, 3}) {
            house.talk.tell(events.get(i));
        }

        client.awaitSeq(4);
        assertEquals(List.of(1L, 2L, 3L, 4L), client.seqs());
    }

    @Test
    void aLostLastWakeUpIsFetchedOnceSomebodySeesThatTheChannelIsFurther() {
        ChannelId channel = house.talk.channel(ana, ben);
        Client client = house.client(ana);
        house.talk.losing = true;
        write(channel, 1);
        house.talk.losing = false;

        house.client(ben);

        client.awaitSeq(1);
    }

    @Test
    void aLostLastWakeUpIsFetchedWhenTheNodeLooks() {
        ChannelId channel = house.talk.channel(ana, ben);
        Client client = house.client(ana);
        house.talk.losing = true;
        write(channel, 2);
        house.talk.losing = false;

        House.wait(house.streams.look());

        client.awaitSeq(2);
        assertEquals(List.of(1L, 2L), client.seqs());
    }

    @Test
    void aNodeLooksByItselfAndGoesOnOnceTheDatabaseAnswersAgain() {
        ChannelId channel = house.talk.channel(ana, ben);
        Client client = house.client(ana);
        write(channel, 1);
        client.awaitSeq(1);
        house.talk.away = true;
        House.awaitFailure(house.streams.look());
        house.talk.losing = true;
        write(channel, 1);
        house.talk.losing = false;

        house.talk.away = false;

        client.awaitSeq(2);
    }

    @Test
    void whoWasAloneAndComesBackSoonIsServedFromTheTail() {
        ChannelId channel = house.talk.channel(ana, ben);
        Client alone = house.client(ana);
        write(channel, 1);
        alone.awaitSeq(1); // the channel is live, else it could begin after what follows
        alone.leave();
        alone.awaitClose();
        write(channel, 2);
        int before = house.talk.pagesRead.get();

        Client back = house.client(ana, ",\"cursors\":{\"" + channel + "\":0}");

        back.await("end");
        assertEquals(List.of(1L, 2L, 3L), back.seqs());
        assertEquals(before, house.talk.pagesRead.get());
    }

    @Test
    void whatOneReadFromTheDatabaseTheNextGetsFromTheTail() {
        ChannelId channel = house.talk.channel(ana, ben);
        write(channel, 10);
        house.client(ana, ",\"cursors\":{\"" + channel + "\":2}").await("end");
        int before = house.talk.pagesRead.get();

        Client next = house.client(ben, ",\"cursors\":{\"" + channel + "\":4}");

        next.await("end");
        assertEquals(List.of(5L, 6L, 7L, 8L, 9L, 10L), next.seqs());
        assertEquals(before, house.talk.pagesRead.get());
    }

    @Test
    void fullPagesAreReadOnceForAllWhoMissTheSame() {
        ChannelId channel = house.talk.channel(ana, ben);
        write(channel, 150);
        house.client(ana, ",\"cursors\":{\"" + channel + "\":0}").await("end");
        int before = house.talk.pagesRead.get();

        Client next = house.client(ben, ",\"cursors\":{\"" + channel + "\":0}");

        next.await("end");
        assertEquals(LongStream.rangeClosed(1, 150).boxed().toList(), next.seqs());
        assertEquals(before, house.talk.pagesRead.get());
    }

    @Test
    void aPageFromBeforeACorrectionIsNotServed() {
        ChannelId channel = house.talk.channel(ana, ben);
        write(channel, 150);
        Client there = house.client(ana, ",\"cursors\":{\"" + channel + "\":0}");
        there.await("end");
        house.talk.happen(channel, "recalled", "", ben);
        there.awaitSeq(151);
        int before = house.talk.pagesRead.get();

        house.client(ben, ",\"cursors\":{\"" + channel + "\":0}").await("end");

        assertTrue(house.talk.pagesRead.get() > before, "the earlier text is not what the pages had");
    }

    @Test
    void aCursorAheadIsToldAndTheOtherChannelsGoOn() {
        ChannelId channel = house.talk.channel(ana, ben);
        ChannelId other = house.talk.channel(ana, ben);
        Client client = house.client(ana, ",\"cursors\":{\"" + channel + "\":9,\"" + other + "\":0}");

        JsonObject resync = client.await("resync");
        assertEquals(
                List.of(channel.toString(), "ahead"), List.of(resync.getString("channel"), resync.getString("reason")));
        client.await(f -> other.toString().equals(f.getString("channel")), "end of the other");
        house.talk.post(channel, "vivant", ben);
        client.awaitSeq(1);
        client.send("{\"type\":\"subscribe\",\"id\":\"a\",\"channel\":\"" + channel + "\",\"after\":7}");
        client.await(f -> "resync".equals(f.getString("type")) && "a".equals(f.getString("id")), "resync of a");
        client.await(f -> "end".equals(f.getString("type")) && "a".equals(f.getString("id")), "end of a");
    }

    @Test
    void whatTheDatabaseNoLongerHasIsToldAndTheChannelIsLive() {
        ChannelId channel = house.talk.channel(ana, ben);
        write(channel, 60);
        house.talk.forget(channel, 20);
        Client client = house.client(ana, ",\"cursors\":{\"" + channel + "\":10}");

        JsonObject resync = client.await("resync");
        assertEquals("expired", resync.getString("reason"));
        assertEquals(60, resync.getLong("seq"));
        client.await("end");
        house.talk.post(channel, "vivant", ben);

        client.awaitSeq(61);
        assertEquals(List.of(61L), client.seqs());
    }

    @Test
    void whatIsStillThereIsSentThoughOlderEventsAreGone() {
        ChannelId channel = house.talk.channel(ana, ben);
        write(channel, 60);
        house.talk.forget(channel, 20);
        Client client = house.client(ana, ",\"cursors\":{\"" + channel + "\":20}");

        client.await("end");

        assertEquals(LongStream.rangeClosed(21, 60).boxed().toList(), client.seqs());
    }

    @Test
    void whoMissedMoreThanIsSentAgainReadsTheChannelAnew() {
        ChannelId channel = house.talk.channel(ana, ben);
        write(channel, 301);
        Client client = house.client(ana, ",\"cursors\":{\"" + channel + "\":0}");

        assertEquals("too_far", client.await("resync").getString("reason"));
        client.await("end");
        client.send("{\"type\":\"subscribe\",\"id\":\"d\",\"channel\":\"" + channel + "\",\"after\":1}");
        client.await(f -> "end".equals(f.getString("type")) && "d".equals(f.getString("id")), "end of d");

        assertEquals(LongStream.rangeClosed(2, 301).boxed().toList(), client.seqs());
    }

    @Test
    void aChannelOfOthersIsNotFound() {
        ChannelId channel = house.talk.channel(ben);
        Client client = house.client(ana, ",\"cursors\":{\"" + channel + "\":0}");

        assertEquals(channel.toString(), client.awaitProblem("not_found").getString("channel"));
        client.send("{\"type\":\"subscribe\",\"id\":\"b\",\"channel\":\"" + channel + "\"}");
        client.await(f -> "b".equals(f.getString("id")) && "not_found".equals(f.getString("code")), "not_found b");
    }

    @Test
    void oneSubscribesAgainFromAnEarlierCursor() {
        ChannelId channel = house.talk.channel(ana, ben);
        write(channel, 3);
        Client client = house.client(ana);
        client.send("{\"type\":\"subscribe\",\"id\":\"c\",\"channel\":\"" + channel + "\",\"after\":1}");

        client.await("end");
        house.talk.post(channel, "suite", ben);

        client.awaitSeq(4);
        assertEquals(List.of(2L, 3L, 4L), client.seqs());
    }

    @Test
    void aDatabaseThatIsAwayIsToldAndTheHelloMayBeSaidAgain() {
        ChannelId channel = house.talk.channel(ana);
        house.talk.away = true;
        Client client = house.client();
        String hello = "{\"type\":\"hello\",\"token\":\"" + house.token(ana) + "\",\"channels\":[\"" + channel + "\"]}";
        client.send(hello);
        assertTrue(client.awaitProblem("database_away").getBoolean("retryable"));

        house.talk.away = false;
        client.send(hello);

        client.await("welcome");
    }

    private void write(ChannelId channel, int count) {
        for (int i = 0; i < count; i++) {
            house.talk.post(channel, "texte " + i, ben);
        }
    }
}
