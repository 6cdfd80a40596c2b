package fr.preau.hub.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.channels.people.Caller;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many come at once. */
class ComeBackTest {
    @Test
    void beyondTheQueueOneIsToldToTryLaterAndTheOthersGetTheirTurn() {
        try (House house = new House(Map.of("limits.hellosAtOnce", "1", "limits.hellosWaiting", "2"))) {
            house.talk.hold();
            List<Client> first =
                    IntStream.range(0, 3).mapToObj(i -> hello(house, "")).toList();
            house.awaitWaiting(2);

            Client tooMany = hello(house, "");

            JsonObject problem = tooMany.awaitProblem("try_later");
            assertTrue(problem.getBoolean("retryable"));
            assertTrue(problem.getInteger("retryAfter") >= 1);
            assertEquals(1013, tooMany.awaitClose());
            assertTrue(tooMany.closeReason().matches("try_later \\d+"), tooMany.closeReason());
            house.talk.letGo();
            first.forEach(client -> client.await("welcome"));
        }
    }

    @Test
    void whoHasSomethingToSendGoesBeforeTheOthers() {
        try (House house = new House(Map.of("limits.hellosAtOnce", "1"))) {
            house.talk.hold();
            List<Caller> came = new ArrayList<>();
            for (String more : List.of("", "", "", ",\"sends\":true")) {
                came.add(house.person("M. Noir"));
                hello(house, came.getLast(), more);
                House.until(() -> house.talk.askedFor.size() == 1, "the first is being let in");
                house.awaitWaiting(came.size() - 1);
            }

            house.talk.letGo();

            House.until(() -> house.talk.askedFor.size() == 4, "four hellos");
            assertEquals(
                    Stream.of(0, 3, 1, 2).map(one -> came.get(one).account()).toList(), house.talk.askedFor);
        }
    }

    @Test
    void aHelloWhoseClientHasLeftKeepsNobodyWaiting() {
        try (House house = new House(Map.of("limits.hellosAtOnce", "1"))) {
            house.talk.hold();
            hello(house, "");
            Client leaves = hello(house, "");
            house.awaitWaiting(1);
            Client stays = hello(house, "");
            house.awaitWaiting(2);
            leaves.leave();
            leaves.awaitClose();

            house.talk.letGo();

            stays.await("welcome");
        }
    }

    @Test
    void hellosThatComeTogetherAskTheDatabaseTogether() {
        try (House house = new House(Map.of())) {
            house.talk.hold();
            List<Client> all =
                    IntStream.range(0, 30).mapToObj(i -> hello(house, "")).toList();
            House.until(() -> house.streams.meters().sockets().get() == 30, "30 sockets");

            house.talk.letGo();

            all.forEach(client -> client.await("welcome"));
            assertTrue(house.talk.hellosRead.get() <= 6, house.talk.hellosRead + " questions for 30 hellos");
        }
    }

    @Test
    void whenToComeBackIsSpreadOverTheTimeThatAllTake() {
        try (House house = new House(Map.of("limits.comeBackPerSecond", "1"))) {
            List<Client> all = IntStream.range(0, 30)
                    .mapToObj(i -> house.client(house.person("P" + i)))
                    .toList();
            List<Integer> told = all.stream()
                    .map(client -> client.await("welcome").getInteger("comeBackMillis"))
                    .toList();

            assertTrue(told.stream().distinct().count() > 20, "not all at the same moment: " + told);
            assertTrue(told.stream().allMatch(millis -> millis > 0 && millis <= 30_001), told.toString());
            house.stop();

            all.forEach(client -> assertEquals(1001, client.awaitClose()));
            List<Long> closes = all.stream()
                    .map(client -> Long.valueOf(client.closeReason().substring("stopping ".length())))
                    .toList();
            assertTrue(closes.stream().distinct().count() > 20, closes.toString());
        }
    }

    private static Client hello(House house, String more) {
        return hello(house, house.person("M. Noir"), more);
    }

    private static Client hello(House house, Caller caller, String more) {
        Client client = house.client();
        client.send("{\"type\":\"hello\",\"token\":\"" + house.token(caller) + "\"" + more + "}");
        return client;
    }
}
