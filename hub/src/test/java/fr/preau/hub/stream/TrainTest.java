package fr.preau.hub.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.people.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A channel with more readers on each event loop than are written to in one step. */
class TrainTest {
    private static final int READERS = 2 * 2 * Train.STEP + 2;
    private static final int LATER = 20;
    private static final int POSTS = 60;

    @Test
    void whoStaysGetsAllInOrderWhileOthersComeAndLeaveInTheMiddleOfATrain() {
        try (House house = new House(Map.of())) {
            // given
            List<Caller> people = IntStream.range(0, READERS + LATER)
                    .mapToObj(i -> house.person("M. Ben"))
                    .toList();
            ChannelId channel = house.talk.channel(people.toArray(Caller[]::new));
            List<Client> readers = people.subList(0, READERS).stream()
                    .map(house::client)
                    .collect(Collectors.toCollection(ArrayList::new));
            List<Client> later = new ArrayList<>();

            // when
            for (int i = 0; i < POSTS; i++) {
                house.talk.post(channel, "x", people.getFirst());
                if (i % (POSTS / LATER) == 0) {
                    int nth = later.size();
                    readers.remove(nth * (READERS - LATER) / LATER).leave();
                    later.add(house.client());
                    later.getLast()
                            .send("{\"type\":\"hello\",\"token\":\"" + house.token(people.get(READERS + nth))
                                    + "\",\"cursors\":{\"" + channel + "\":0}}");
                }
            }

            // then
            List<Long> all = LongStream.rangeClosed(1, POSTS).boxed().toList();
            readers.addAll(later);
            for (Client reader : readers) {
                reader.awaitSeq(POSTS);
                assertEquals(all, reader.seqs());
            }
        }
    }
}
