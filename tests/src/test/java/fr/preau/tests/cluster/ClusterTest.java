package fr.preau.tests.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import fr.preau.tests.fixture.HubUnderTest;
import fr.preau.tests.wire.Member;
import fr.preau.tests.wire.Stream;
import fr.preau.tests.wire.Views.Post;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ClusterTest {
    private static final Nodes NODES = Nodes.of(2);

    private static HubUnderTest writing;
    private static HubUnderTest reading;
    private static UUID staffRoom;

    @BeforeAll
    static void start() {
        writing = HubUnderTest.alone(NODES.settings(0, Map.of("node.roles", "api,delivery")));
        reading = writing.another(NODES.settings(1, Map.of("node.roles", "stream")));
        staffRoom = writing.channel(
                "staff_room", place -> writing.world().verne.id().equals(place.school()));
    }

    @AfterAll
    static void stop() {
        reading.close();
        writing.close();
    }

    @Test
    void what_is_written_on_one_node_is_seen_at_once_on_another() {
        // given
        Member head = writing.as(writing.world().headVerne);
        Member teacher = writing.as(writing.world().teacherVerneCp);
        try (Stream stream = Stream.open(reading.anonymous().with(teacher.api().token()))) {
            // when
            Post post = head.write(staffRoom, "Bonjour à tous").is(201).as(Post.class);
            // then
            JsonNode event = stream.await(
                    "event",
                    frame -> frame.path("post")
                            .path("id")
                            .asText()
                            .equals(post.id().toString()));
            assertEquals("Bonjour à tous", event.path("post").path("body").asText());
        }
    }
}
