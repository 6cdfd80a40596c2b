package fr.preau.hub.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.people.Caller;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How streams live and end: slow and dead ones, those who lose a right, and a node that stops. */
class LifeTest {
    @Test
    void aSlowReaderIsCutAloneAndComesBackByItsCursor() {
        try (House house = new House(Map.of("limits.slowReaderBytes", "65536"))) {
            Caller ana = house.person("Mme Ana");
            Caller ben = house.person("M. Ben");
            ChannelId channel = house.talk.channel(ana, ben);
            Client other = house.client(ben);
            try (RawClient slow = RawClient.open(house.port, 4_096)) {
                slow.text("{\"type\":\"hello\",\"token\":\"" + house.token(ana) + "\"}");
                house.talk.post(channel, "vivant", ben);
                other.awaitSeq(1);
                String text = "x".repeat(8_000);
                long sent = 1;
                while (sent < 1_500) { // more than any kernel keeps for a reader that does not read
                    sent = house.talk.post(channel, text, ben).seq();
                    if (sent % 50 == 0) {
                        other.awaitSeq(sent);
                    }
                }

                assertEquals(4000, slow.closeCode());
                other.awaitSeq(sent);
                assertEquals(LongStream.rangeClosed(1, sent).boxed().toList(), other.seqs());
            }
            Client back = house.client(ana, ",\"cursors\":{\"" + channel + "\":700}");
            assertEquals(1_500, back.await("end").getLong("seq"));
        }
    }

    @Test
    void aReaderThatComesBackReadsAsFastAsItCanAndIsNotCut() {
        try (House house = new House(Map.of("limits.slowReaderBytes", "65536", "limits.tailBytesPerChannel", "0"))) {
            Caller ana = house.person("Mme Ana");
            ChannelId channel = house.talk.channel(ana);
            String text = "x".repeat(2_000);
            for (int i = 0; i < 10_000; i++) {
                house.talk.post(channel, text, ana);
            }
            long before = System.nanoTime();

            Client back = house.client(ana, ",\"cursors\":{\"" + channel + "\":0}");

            assertEquals(10_000, back.await("end").getLong("seq"));
            assertEquals(LongStream.rangeClosed(1, 10_000).boxed().toList(), back.seqs());
            assertTrue(Duration.ofNanos(System.nanoTime() - before).toSeconds() < 5, "20 MB within 5 s");
        }
    }

    @Test
    void aDeadSocketIsGoneAndALivingOneStays() {
        try (House house = new House(Map.of("limits.pingSeconds", "1", "limits.deadAfterSeconds", "4"))) {
            Caller ana = house.person("Mme Ana");
            Client living = house.client(ana);
            try (RawClient dead = RawClient.open(house.port, 0)) {
                dead.text("{\"type\":\"hello\",\"token\":\"" + house.token(ana) + "\"}");
                long before = System.nanoTime();
                assertEquals(0, dead.closeCode(), "whoever is dead hears no goodbye");
                assertTrue(Duration.ofNanos(System.nanoTime() - before).toSeconds() <= 4);
            }
            assertTrue(living.isOpen());
        }
    }

    @Test
    void aStoppingNodeSendsEverybodyHomeInTime() {
        try (House house = new House(Map.of("limits.shutdownSeconds", "5"))) {
            List<Client> clients = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                clients.add(house.client(house.person("Mme Ana")));
            }
            RawClient deaf = RawClient.open(house.port, 0);
            long before = System.nanoTime();

            House.wait(house.stop());

            assertTrue(Duration.ofNanos(System.nanoTime() - before).toMillis() < 4_000);
            clients.forEach(client -> assertEquals(1001, client.awaitClose()));
            assertEquals(1001, deaf.closeCode());
            try (RawClient late = RawClient.connect(house.port, 0)) {
                late.write("GET /api/v1/stream HTTP/1.1\r\nHost: x\r\n\r\n"
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                assertTrue(late.head().startsWith("HTTP/1.1 503"));
            }
        }
    }

    @Test
    void theEndOfASessionClosesItsStreams() {
        try (House house = new House(Map.of("limits.rightsSeconds", "1"))) {
            Caller ana = house.person("Mme Ana");
            Caller ben = house.person("M. Ben");
            Client ends = house.client(ana);
            Client stays = house.client(ben);

            House.wait(house.pool
                    .preparedQuery("insert into rights_change (session_id) values ($1)")
                    .execute(Tuple.of(ana.session().value())));

            assertEquals(4001, ends.awaitClose());
            ends.awaitProblem("session_ended");
            assertTrue(stays.isOpen());
            Client again = house.client();
            again.send("{\"type\":\"hello\",\"token\":\"" + house.token(ana) + "\"}");
            assertEquals(4001, again.awaitClose(), "a token that was accepted a moment too late opens nothing");
        }
    }

    @Test
    void rightsThatChangeAreFollowedOnOpenStreams() {
        try (House house = new House(Map.of("limits.rightsSeconds", "1"))) {
            Caller ana = account(house, house.person("Mme Ana"));
            ChannelId lost = house.talk.channel(ana);
            ChannelId kept = house.talk.channel(ana);
            ChannelId gained = house.talk.channel();
            Client client = house.client(ana);
            house.talk.post(gained, "d'avant", ana);

            house.talk.leave(lost, ana);
            house.talk.join(gained, ana);
            changed(house, ana);

            assertEquals(lost.toString(), client.await("left").getString("channel"));
            assertEquals(1, client.await("joined").getLong("seq"));
            house.talk.post(lost, "pas pour elle", ana);
            house.talk.post(gained, "nouveau", ana);
            house.talk.post(kept, "toujours", ana);
            client.await(f -> kept.toString().equals(f.getString("channel")), "an event of what was kept");
            client.await(
                    f -> gained.toString().equals(f.getString("channel")) && Client.isEvent(f), "one of the gained");
            assertTrue(client.frames().stream()
                    .noneMatch(f -> Client.isEvent(f) && lost.toString().equals(f.getString("channel"))));
        }
    }

    @Test
    void aSlowTransactionIsNotPassedOver() {
        try (House house = new House(Map.of("limits.rightsSeconds", "1"))) {
            Caller ana = account(house, house.person("Mme Ana"));
            Caller ben = account(house, house.person("M. Ben"));
            ChannelId first = house.talk.channel(ana, ben);
            Client client = house.client(ana);
            Client other = house.client(ben);
            house.talk.leave(first, ana);
            house.talk.leave(first, ben);
            var slow = House.wait(house.pool.getConnection());
            var transaction = House.wait(slow.begin());
            House.wait(slow.preparedQuery("insert into rights_change (person_id) values ($1)")
                    .execute(Tuple.of(ana.person().value())));
            changed(house, ben);
            other.await("left");

            House.wait(transaction.commit());

            client.await("left");
            House.wait(slow.close());
        }
    }

    @Test
    void anAccountThatEndedIsClosed() {
        try (House house = new House(Map.of("limits.rightsSeconds", "1"))) {
            Caller ana = account(house, house.person("Mme Ana"));
            Client client = house.client(ana);

            House.wait(house.pool
                    .preparedQuery("update account set ended_at = now() where id = $1")
                    .execute(Tuple.of(ana.account().value())));

            assertEquals(4003, client.awaitClose());
        }
    }

    private static Caller account(House house, Caller caller) {
        Future<?> made = house.pool
                .preparedQuery("insert into person (id, family_name, given_name) values ($1, 'Martin', 'Ana')")
                .execute(Tuple.of(caller.person().value()))
                .compose(done -> house.pool
                        .preparedQuery(
                                "insert into account (id, person_id, profile, login) values ($1, $2, 'teacher', $3)")
                        .execute(Tuple.of(
                                caller.account().value(), caller.person().value(), "m." + caller.account())));
        House.wait(made);
        return caller;
    }

    private static void changed(House house, Caller caller) {
        House.wait(house.pool
                .preparedQuery("insert into rights_change (person_id) values ($1)")
                .execute(Tuple.of(caller.person().value())));
    }
}
