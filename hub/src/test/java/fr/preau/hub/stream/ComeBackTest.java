package fr.preau.hub.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.channels.people.Caller;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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
            hello(house, "");
            List<String> order = Collections.synchronizedList(new ArrayList<>());
            for (int i = 1; i <= 2; i++) {
                String name = "reader " + i;
                hello(house, "").whenFirst("welcome", () -> order.add(name));
                house.awaitWaiting(i);
            }
            Client sender = hello(house, ",\"sends\":true");
            sender.whenFirst("welcome", () -> order.add("sender"));
            house.awaitWaiting(3);

            house.talk.letGo();

            House.until(() -> order.size() == 3, "three welcomes");
            assertEquals(List.of("sender", "reader 1", "reader 2"), order);
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
        Caller caller = house.person("M. Noir");
        Client client = house.client();
        client.send("{\"type\":\"hello\",\"token\":\"" + house.token(caller) + "\"" + more + "}");
        return client;
    }
}
