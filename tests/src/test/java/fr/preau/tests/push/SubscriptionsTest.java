package fr.preau.tests.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.tests.fixture.HubUnderTest;
import fr.preau.tests.fixture.SharedHub;
import fr.preau.tests.wire.Answer;
import fr.preau.tests.wire.Member;
import fr.preau.tests.wire.Views.Post;
import fr.preau.tests.world.World;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose a device is, and what it may ask for when it was woken up. */
@ExtendWith(SharedHub.class)
class SubscriptionsTest {
    private static final String DEVICES = "/api/v1/push/subscriptions";

    /** Any point of P-256 will do, here its generator. */
    private static final String POINT =
            "BGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU";

    private final HubUnderTest hub;
    private final World world;

    SubscriptionsTest(HubUnderTest hub) {
        this.hub = hub;
        this.world = hub.world();
    }

    @Test
    void the_key_is_a_point_that_browsers_take_and_the_same_for_everybody() {
        var key = hub.as(world.samirRoy)
                .api()
                .get("/api/v1/push/key")
                .is(200)
                .json()
                .path("key")
                .asText();

        byte[] point = Base64.getUrlDecoder().decode(key);
        assertEquals(65, point.length);
        assertEquals(4, point[0]);
        assertEquals(
                key,
                hub.as(world.annePetit)
                        .api()
                        .get("/api/v1/push/key")
                        .json()
                        .path("key")
                        .asText());
    }

    @Test
    void a_device_is_the_sessions_and_ends_with_it_wherever_the_sign_out_comes_from() {
        var here = hub.signIn(world.annePetit);
        var elsewhere = hub.signIn(world.annePetit);
        var id = subscribe(here, endpoint());
        assertTrue(ids(elsewhere).contains(id));

        var session = sessionOf(here);
        elsewhere.api().delete("/api/v1/sessions/" + session).is(204);

        assertFalse(ids(elsewhere).contains(id));
    }

    @Test
    void the_same_browser_stays_one_device_and_with_another_account_becomes_that_ones() {
        var endpoint = endpoint();
        var mother = hub.signIn(world.annePetit);
        var father = hub.signIn(world.marcLeroy);
        var first = subscribe(mother, endpoint);
        assertEquals(first, subscribe(mother, endpoint), "said twice, it is one");

        var second = subscribe(father, endpoint);

        assertNotEquals(first, second, "what still waits for the first must not get there");
        assertFalse(ids(mother).contains(first));
        assertTrue(ids(father).contains(second));
    }

    @Test
    void a_person_has_twenty_devices_at_most_and_the_newest_count() {
        var member = hub.signIn(world.samirRoy);
        List<UUID> made = new ArrayList<>();
        for (int i = 0; i < 22; i++) {
            made.add(subscribe(member, endpoint()));
        }

        var kept = ids(member);

        assertEquals(20, kept.size());
        assertTrue(kept.containsAll(made.subList(10, 22)));
        made.stream()
                .filter(kept::contains)
                .forEach(id -> member.api().delete(DEVICES + "/" + id).is(204));
        assertEquals(List.of(), ids(member));
    }

    @Test
    void another_persons_device_cannot_be_ended() {
        var id = subscribe(hub.signIn(world.annePetit), endpoint());

        hub.as(world.marcLeroy).api().delete(DEVICES + "/" + id).is(404).refused("not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/push",
                "http://fcm.googleapis.com/x",
                "https://fcm.googleapis.com.evil.example/x",
                "https://169.254.169.254/latest/meta-data",
                "http://127.0.0.1:1/x",
                "https://localhost/x",
                "file:///etc/passwd"
            })
    void only_known_push_services_are_taken(String endpoint) {
        var answer = offer(hub.as(world.annePetit), "webpush", endpoint, POINT, "A".repeat(22));

        answer.is(400).refused("invalid_field");
        assertEquals("endpoint", answer.json().path("field").asText());
    }

    @Test
    void keys_that_are_none_and_kinds_that_nobody_carries_are_named() {
        var member = hub.as(world.annePetit);
        var off = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[65]);

        assertEquals("p256dh", field(offer(member, "webpush", endpoint(), off, "A".repeat(22))));
        assertEquals("p256dh", field(offer(member, "webpush", endpoint(), "x", "A".repeat(22))));
        assertEquals("auth", field(offer(member, "webpush", endpoint(), POINT, "A".repeat(21))));
        assertEquals("kind", field(offer(member, "apns", "a".repeat(64), POINT, "A".repeat(22))));
        assertEquals("kind", field(offer(member, "fax", endpoint(), POINT, "A".repeat(22))));
    }

    @Test
    void a_device_learns_the_title_of_what_its_owner_may_read_and_of_nothing_else() {
        var channel = hub.channel("class_families", place -> world.verneCp.id().equals(place.schoolClass()));
        var post = hub.as(world.teacherVerneCp)
                .write(channel, "Sortie au musée")
                .is(201)
                .as(Post.class);
        var path = "/api/v1/push/notices/" + post.id();

        var notice = hub.as(world.claireMoreau).api().get(path).is(200).json();
        assertEquals(channel.toString(), notice.path("channel").asText());
        assertEquals("class_families", notice.path("category").asText());
        assertEquals(post.seq(), notice.path("seq").asLong());
        hub.as(world.samirRoy).api().get(path).is(404).refused("not_found");

        hub.as(world.teacherVerneCp).recall(post).is(200);
        hub.as(world.claireMoreau).api().get(path).is(404).refused("not_found");
    }

    private String endpoint() {
        return hub.base() + "/sandbox/push/service/" + UUID.randomUUID();
    }

    private UUID subscribe(Member member, String endpoint) {
        var answer = offer(member, "webpush", endpoint, POINT, "A".repeat(22)).is(201);
        return UUID.fromString(answer.json().path("id").asText());
    }

    private static Answer offer(Member member, String kind, String endpoint, String key, String auth) {
        return member.api().post(DEVICES, Map.of("kind", kind, "endpoint", endpoint, "p256dh", key, "auth", auth));
    }

    private static String field(Answer answer) {
        return answer.is(400).json().path("field").asText();
    }

    private static List<UUID> ids(Member member) {
        return member.api().get(DEVICES).is(200).json().findValuesAsText("id").stream()
                .map(UUID::fromString)
                .toList();
    }

    private static String sessionOf(Member one) {
        for (var session : one.api().get("/api/v1/sessions").is(200).json().path("items")) {
            if (session.path("current").asBoolean()) {
                return session.path("id").asText();
            }
        }
        throw new AssertionError("no session of " + one);
    }
}
