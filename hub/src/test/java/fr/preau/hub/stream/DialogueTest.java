package fr.preau.hub.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.channels.bulletin.Audience;
import fr.preau.channels.bulletin.Scope;
import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.people.Caller;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialogueTest {
    private static House house;

    @BeforeAll
    static void open() {
        house = new House(
                Map.of("limits.helloSeconds", "1", "limits.messagesPerMinute", "40", "limits.socketsPerPerson", "3"));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private final Caller ana = house.person("Mme Ana");
    private final Caller ben = house.person("M. Ben");

    @Test
    void whoSaysNothingIsClosed() {
        Client client = house.client();

        assertEquals(4008, client.awaitClose());
        client.awaitProblem("hello_too_late");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"post\"}                        | 4010",
                "{\"type\":\"nonsense\"}                    | 4010",
                "not JSON                                   | 4010",
                "{\"type\":\"hello\",\"token\":\"wrong\"}   | 4001",
            })
    void aWrongFirstFrameCloses(String frame, int code) {
        Client client = house.client();

        client.send(frame);

        assertEquals(code, client.awaitClose());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "not JSON                                                            | malformed       | -",
                "[]                                                                  | malformed       | -",
                "{\"channel\":\"x\"}                                                 | unknown_type    | type",
                "{\"type\":\"nonsense\"}                                             | unknown_type    | type",
                "{\"type\":\"read\",\"channel\":\"x\",\"seq\":1}                     | invalid_field   | channel",
                "{\"type\":\"read\",\"seq\":1}                                       | invalid_field   | channel",
                "{\"type\":\"read\",\"channel\":\"CH\",\"seq\":\"1\"}                | invalid_field   | seq",
                "{\"type\":\"read\",\"channel\":\"CH\",\"seq\":-1}                   | invalid_field   | seq",
                "{\"type\":\"read\",\"channel\":\"CH\",\"seq\":1,\"more\":1}         | unknown_field   | more",
                "{\"type\":\"typing\"}                                               | invalid_field   | channel",
                "{\"type\":\"subscribe\",\"channel\":\"CH\"}                         | invalid_field   | id",
                "{\"type\":\"post\",\"channel\":\"CH\",\"body\":\"x\"}               | invalid_field   | key",
                "{\"type\":\"post\",\"channel\":\"CH\",\"key\":\"k\",\"body\":\"x\"} | invalid_field   | key",
                "{\"type\":\"post\",\"channel\":\"CH\",\"key\":\"12345678\"}         | invalid_field   | body",
                "{\"type\":\"hello\",\"token\":\"x\"}                                | invalid_field   | type",
                "{\"type\":\"token\",\"token\":\"x\"}                                | sign_in_required| -",
            })
    void aBadFrameIsAnsweredAndTheStreamStaysUnlessThereIsNobodyAnyMore(String frame, String code, String field) {
        ChannelId channel = house.talk.channel(ana);
        Client client = house.client(ana);

        client.send(frame.replace("CH", channel.toString()));

        assertEquals(field, client.awaitProblem(code).getString("field"));
        if (code.equals("sign_in_required")) {
            assertEquals(4001, client.awaitClose());
        } else {
            house.talk.post(channel, "encore là", ana);
            client.awaitSeq(1);
        }
    }

    @Test
    void theRefusalOfAPostNamesItsKey() {
        Client client = house.client(ana);
        UUID nowhere = UUID.randomUUID();

        client.send("{\"type\":\"post\",\"channel\":\"" + nowhere + "\",\"key\":\"clef-123\",\"body\":\"x\"}");

        JsonObject problem = client.awaitProblem("not_found");
        assertEquals("clef-123", problem.getString("key"));
        assertEquals(nowhere.toString(), problem.getString("channel"));
        assertFalse(problem.getString("detail").isBlank());
    }

    @Test
    void binaryIsRefusedAndWhatIsNotUtf8OrTooLongCloses() {
        Client binary = house.client(ana);
        binary.sendBinary(new byte[] {1});
        binary.awaitProblem("unsupported_type");
        assertTrue(binary.isOpen());
        binary.leave();

        try (RawClient raw = RawClient.open(house.port, 0)) {
            raw.text(new byte[] {'"', (byte) 0xc3, '"'});
            assertEquals(1007, raw.closeCode());
        }
        try (RawClient raw = RawClient.open(house.port, 0)) {
            raw.frame(0x01, new byte[32_768]);
            raw.frame(0x80, new byte[1]);
            assertEquals(1009, raw.closeCode());
        }
        try (RawClient raw = RawClient.open(house.port, 0)) {
            raw.write(new byte[] {(byte) 0x81, 1, 'x'});
            assertEquals(1002, raw.closeCode());
        }
    }

    @Test
    void aPostIsAcknowledgedAndReadByAllDevices() {
        ChannelId channel = house.talk.channel(ana, ben);
        Client one = house.client(ana);
        Client two = house.client(ana);
        Client other = house.client(ben);

        one.send("{\"type\":\"post\",\"channel\":\"" + channel + "\",\"key\":\"clef-123\",\"body\":\"bonjour\"}");

        JsonObject ack = one.await("ack");
        assertEquals(1, ack.getLong("seq"));
        assertEquals("clef-123", ack.getString("key"));
        assertFalse(ack.getBoolean("duplicate"));
        List.of(one, two, other).forEach(client -> client.awaitSeq(1));

        one.send("{\"type\":\"read\",\"channel\":\"" + channel + "\",\"seq\":1}");
        assertEquals(1, two.await("cursor").getLong("seq"));
    }

    @Test
    void postsOfOneSocketStandInTheOrderInWhichTheyWereSent() {
        ChannelId channel = house.talk.channel(ana);
        Client client = house.client(ana);
        for (int i = 1; i <= 30; i++) {
            client.send("{\"type\":\"post\",\"channel\":\"" + channel + "\",\"key\":\"clef-12" + i + "\",\"body\":\""
                    + i + "\"}");
        }

        client.awaitSeq(30);

        List<String> texts = client.frames().stream()
                .filter(Client::isEvent)
                .map(f -> f.getString("text"))
                .toList();
        List<String> sent = new ArrayList<>();
        for (int i = 1; i <= 30; i++) {
            sent.add(Integer.toString(i));
        }
        assertEquals(sent, texts);
    }

    @Test
    void typingGoesToTheOthersOnceInAWhile() {
        ChannelId channel = house.talk.channel(ana, ben);
        Client writer = house.client(ana);
        Client reader = house.client(ben);
        house.talk.post(channel, "vivant", ben);
        writer.awaitSeq(1);
        reader.awaitSeq(1);

        for (int i = 0; i < 5; i++) {
            writer.send("{\"type\":\"typing\",\"channel\":\"" + channel + "\"}");
        }

        reader.await("typist");
        house.talk.post(channel, "voilà", ana);
        reader.awaitSeq(2);
        writer.awaitSeq(2);
        assertEquals(
                1,
                reader.frames().stream()
                        .filter(f -> f.getString("type").equals("typist"))
                        .count());
        assertEquals(
                0,
                writer.frames().stream()
                        .filter(f -> f.getString("type").equals("typist"))
                        .count());
    }

    @Test
    void aTargetedPostIsSeenByItsAudienceItsAuthorAndTheOfficers() {
        Caller officer = house.person("Agente");
        Caller colleague = house.person("Collègue");
        ChannelId channel = house.talk.channel(ana, ben, officer, colleague);
        Audience canteen = new Audience(Scope.CANTEEN, UUID.randomUUID());
        Audience bus = new Audience(Scope.LINE, UUID.randomUUID());
        house.talk.behind(ana, canteen);
        house.talk.behind(ben, bus);
        house.talk.officer(officer);
        Map<Caller, Client> clients = new java.util.LinkedHashMap<>();
        List.of(ana, ben, officer, colleague).forEach(person -> clients.put(person, house.client(person)));
        house.talk.post(channel, "à tous", officer);
        clients.values().forEach(client -> client.awaitSeq(1));

        house.talk.post(channel, "cantine", officer, canteen);
        house.talk.post(channel, "les deux", officer, canteen, bus);
        house.talk.post(channel, "ligne", colleague, bus);
        house.talk.post(channel, "à tous", officer);
        clients.values().forEach(client -> client.awaitSeq(5));

        assertEquals(List.of(1L, 2L, 3L, 5L), clients.get(ana).seqs());
        assertEquals(List.of(1L, 3L, 4L, 5L), clients.get(ben).seqs());
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L), clients.get(officer).seqs());
        assertEquals(List.of(1L, 4L, 5L), clients.get(colleague).seqs());
        Client late = house.client(ana, ",\"cursors\":{\"" + channel + "\":0}");
        late.await("end");
        assertEquals(List.of(1L, 2L, 3L, 5L), late.seqs(), "catching up gives the same");
    }

    @Test
    void tooManyMessagesAreRefusedAndThenCut() {
        Client client = house.client(ana);
        for (int i = 0; i < 60; i++) {
            client.send("{\"type\":\"nonsense\"}");
        }

        assertEquals(4029, client.awaitClose());
        assertTrue(client.awaitProblem("too_many_requests").getInteger("retryAfter") > 0);
    }

    @Test
    void aPersonHasSoManyStreamsAndOneMoreWhenOneIsGone() {
        List<Client> open = List.of(house.client(ana), house.client(ana), house.client(ana));
        Client refused = house.client();
        refused.send("{\"type\":\"hello\",\"token\":\"" + house.token(ana) + "\"}");
        assertEquals(4009, refused.awaitClose());

        open.getFirst().leave();
        open.getFirst().awaitClose();

        Client again;
        long until = System.nanoTime() + 10_000_000_000L;
        do {
            again = house.client();
            again.send("{\"type\":\"hello\",\"token\":\"" + house.token(ana) + "\"}");
            JsonObject answer = again.await(f -> true, "an answer");
            if (answer.getString("type").equals("welcome")) {
                return;
            }
        } while (System.nanoTime() < until);
        Assertions.fail("the place of the stream that left was not given back");
    }

    @Test
    void aStreamEndsWithItsTokenUnlessItShowsAFreshOne() {
        Client ends = house.client();
        ends.send("{\"type\":\"hello\",\"token\":\"" + house.token(ana, endingIn(-4)) + "\"}");
        Client goesOn = house.client();
        goesOn.send("{\"type\":\"hello\",\"token\":\"" + house.token(ana, endingIn(-3)) + "\"}");
        goesOn.await("welcome");

        goesOn.send("{\"type\":\"token\",\"token\":\"" + house.token(ana, endingIn(600)) + "\"}");

        assertEquals(4001, ends.awaitClose());
        goesOn.send("{\"type\":\"token\",\"token\":\"" + house.token(ben, endingIn(700)) + "\"}");
        assertEquals("token", goesOn.awaitProblem("invalid_field").getString("field"));
        assertTrue(goesOn.isOpen());
    }

    @Test
    void onlyOurPagesMayOpenAStream() {
        Client.connect(house.vertx, house.port, "http://school.example").leave();
        for (String origin : List.of("http://school.example.evil.example", "https://school.example", "null")) {
            UpgradeRejectedException refused = Assertions.assertThrows(
                    UpgradeRejectedException.class, () -> Client.connect(house.vertx, house.port, origin));
            assertEquals(403, refused.getStatus());
        }
    }

    /** A token that says when it ends; whether it is right the house knows. */
    private static String endingIn(int seconds) {
        String payload =
                "{\"sub\":\"x\",\"exp\":" + Instant.now().plusSeconds(seconds).getEpochSecond() + "}";
        return "e30."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(StandardCharsets.UTF_8)) + "."
                + UUID.randomUUID();
    }
}
