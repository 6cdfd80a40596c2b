package fr.preau.hub.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.people.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One event for many readers, with one system call for many of them or one for each. */
class FanOutTest {
    private static final int READERS = 40; // enough of them on each event loop for a call together
    private static final int POSTS = 500; // with their length, more than the kernel keeps for who does not read

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void everyReaderGetsAllInOrderAndOneThatIsBehindGetsItWhole(String batched) {
        try (House house = new House(Map.of("http.batchedSends", batched, "limits.slowReaderBytes", "16777216"))) {
            Caller behind = house.person("Mme Ana");
            List<Caller> people = IntStream.range(0, READERS)
                    .mapToObj(i -> house.person("M. Ben"))
                    .toList();
            List<Caller> all = new ArrayList<>(people);
            all.add(behind);
            ChannelId channel = house.talk.channel(all.toArray(Caller[]::new));
            List<Client> readers = people.stream().map(house::client).toList();
            try (RawClient slow = RawClient.open(house.port, 4_096)) {
                slow.text("{\"type\":\"hello\",\"token\":\"" + house.token(behind) + "\"}");
                assertTrue(slow.message().contains("welcome"));

                for (int i = 0; i < POSTS; i++) {
                    house.talk.post(channel, "x".repeat(8_000), behind);
                }

                for (Client reader : readers) {
                    reader.awaitSeq(POSTS);
                    assertEquals(LongStream.rangeClosed(1, POSTS).boxed().toList(), reader.seqs());
                }
                for (int i = 1; i <= POSTS; i++) {
                    String message = slow.message();
                    assertTrue(message.contains("\"seq\":" + i + ","), message.substring(0, 100));
                }
            }
        }
    }
}
