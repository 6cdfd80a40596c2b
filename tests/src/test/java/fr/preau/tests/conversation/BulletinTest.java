package fr.preau.tests.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.tests.fixture.HubUnderTest;
import fr.preau.tests.fixture.SharedHub;
import fr.preau.tests.wire.Member;
import fr.preau.tests.wire.Stream;
import fr.preau.tests.wire.Views.Audience;
import fr.preau.tests.wire.Views.Channel;
import fr.preau.tests.wire.Views.Choice;
import fr.preau.tests.wire.Views.Choices;
import fr.preau.tests.wire.Views.Count;
import fr.preau.tests.wire.Views.HitPage;
import fr.preau.tests.wire.Views.Post;
import fr.preau.tests.world.Model.Account;
import fr.preau.tests.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A town's word to just those families whom it concerns. */
@ExtendWith(SharedHub.class)
class BulletinTest {
    private final HubUnderTest hub;
    private final World world;
    private final Member canteen;
    private final UUID channel;
    private final UUID transportChannel;

    BulletinTest(HubUnderTest hub) {
        this.hub = hub;
        this.world = hub.world();
        this.canteen = hub.as(world.canteenAubin);
        this.channel = service("canteen");
        this.transportChannel = service("transport");
    }

    @Test
    void those_whom_it_concerns_see_it_and_the_others_see_nothing() {
        Post post = canteen.bulletin(channel, "Cantine", "Menu modifié : ratatouille", canteenOf(world.verne.id()))
                .is(201)
                .as(Post.class);

        for (Account account : new Account[] {world.claireMoreau, world.headVerne, world.canteenAubin}) {
            assertTrue(sees(account, post), account.toString());
            assertEquals(1, hits(account, "ratatouille"), account.toString());
        }
        for (Account account : new Account[] {world.annePetit, world.julieGarnier, world.samirRoy, world.headCurie}) {
            assertFalse(sees(account, post), account.toString());
            assertEquals(0, hits(account, "ratatouille"), account.toString());
        }
    }

    @Test
    void what_is_answered_is_what_is_read_later() {
        Post answered = canteen.write(
                        channel,
                        Map.of(
                                "key", UUID.randomUUID().toString(),
                                "title", "Cantine",
                                "body", "Des **frites** jeudi",
                                "urgency", "important",
                                "validUntil", "2999-01-01T10:00:00.123456789Z",
                                "audience",
                                        List.of(new Audience("town", world.aubin.id()), canteenOf(world.verne.id()))))
                .is(201)
                .as(Post.class);

        assertEquals(answered, canteen.allPosts(channel).getLast());
    }

    @Test
    void who_is_not_meant_has_no_unread_and_no_last_post_of_it() {
        Member anne = hub.as(world.annePetit);
        Channel before = anne.channel(channel).is(200).as(Channel.class);
        Member claire = hub.as(world.claireMoreau);
        int unread = claire.channel(channel).is(200).as(Channel.class).unread();

        Post post = canteen.bulletin(channel, "Cantine", "Sans porc", canteenOf(world.verne.id()))
                .is(201)
                .as(Post.class);

        Channel after = anne.channel(channel).is(200).as(Channel.class);
        assertEquals(before.unread(), after.unread());
        assertTrue(
                after.lastPost() == null || !post.id().equals(after.lastPost().id()));
        assertEquals(
                unread + 1, claire.channel(channel).is(200).as(Channel.class).unread());
    }

    @Test
    void on_the_stream_only_those_whom_it_concerns_hear_of_it() {
        try (Stream claire = hub.as(world.claireMoreau).stream();
                Stream anne = hub.as(world.annePetit).stream();
                Stream officer = canteen.stream()) {
            Post post = canteen.bulletin(channel, "Cantine", "Grève mardi", canteenOf(world.verne.id()))
                    .is(201)
                    .as(Post.class);
            Post forAll = canteen.bulletin(channel, "Cantine", "À tous", new Audience("town", world.aubin.id()))
                    .is(201)
                    .as(Post.class);

            claire.await("event", frame -> is(frame, post));
            officer.await("event", frame -> is(frame, post));
            anne.await("event", frame -> is(frame, forAll));
            assertTrue(anne.events(channel).stream().noneMatch(frame -> is(frame, post)));
        }
    }

    @Test
    void catching_up_gives_only_what_was_meant_for_one() {
        long from = canteen.channel(channel).as(Channel.class).lastSeq();
        Post post = canteen.bulletin(channel, "Cantine", "Pique-nique", canteenOf(world.verne.id()))
                .is(201)
                .as(Post.class);
        Post forAll = canteen.bulletin(channel, "Cantine", "À tous", new Audience("town", world.aubin.id()))
                .is(201)
                .as(Post.class);

        try (Stream anne = hub.as(world.annePetit).stream(channel, from)) {
            anne.await("end", frame -> frame.path("channel").asText().equals(channel.toString()));

            assertTrue(anne.events(channel).stream().anyMatch(frame -> is(frame, forAll)));
            assertTrue(anne.events(channel).stream().noneMatch(frame -> is(frame, post)));
        }
    }

    @Test
    void a_bus_line_has_its_own_families() {
        Member transport = hub.as(world.transportAubin);

        Post post = transport
                .bulletin(transportChannel, "Car", "Ligne 2 en retard", new Audience("line", world.line2.id()))
                .is(201)
                .as(Post.class);

        assertTrue(seesIn(world.annePetit, transportChannel, post), "Zoé takes line 2");
        assertTrue(seesIn(world.marcLeroy, transportChannel, post), "both households");
        assertFalse(seesIn(world.claireMoreau, transportChannel, post), "Lina takes line 1");
    }

    @Test
    void a_correction_and_a_recall_reach_those_who_were_meant_and_nobody_else() {
        try (Stream claire = hub.as(world.claireMoreau).stream();
                Stream anne = hub.as(world.annePetit).stream()) {
            Post post = canteen.bulletin(channel, "Cantine", "Poisson", canteenOf(world.verne.id()))
                    .is(201)
                    .as(Post.class);
            canteen.edit(post, "Poulet").is(200);
            canteen.recall(post).is(200);
            Post forAll = canteen.bulletin(channel, "Cantine", "À tous", new Audience("town", world.aubin.id()))
                    .is(201)
                    .as(Post.class);

            claire.await(
                    "event",
                    frame -> is(frame, post) && frame.path("kind").asText().equals("edited"));
            claire.await(
                    "event",
                    frame -> is(frame, post) && frame.path("kind").asText().equals("recalled"));
            anne.await("event", frame -> is(frame, forAll));
            assertTrue(anne.events(channel).stream().noneMatch(frame -> is(frame, post)));
        }
    }

    @Test
    void a_bulletin_names_its_audience() {
        canteen.write(channel, "Pour personne").is(422).refused("audience_required");
    }

    @Test
    void a_service_speaks_only_to_its_own_lists_and_town() {
        List<Audience> strangers = List.of(
                new Audience("line", world.line1.id()),
                new Audience("care_morning", world.aubin.id()),
                new Audience("town", world.courvelles.id()),
                new Audience("school", world.sand.id()),
                new Audience("class", world.sandCp.id()),
                canteenOf(world.sand.id()),
                new Audience("school", UUID.randomUUID()),
                new Audience("school", world.verneCp.id()));
        for (Audience stranger : strangers) {
            canteen.bulletin(channel, "Cantine", "Non", stranger).is(422).refused("audience_not_yours");
            canteen.bulletin(channel, "Cantine", "Non", canteenOf(world.verne.id()), stranger)
                    .is(422)
                    .refused("audience_not_yours");
            canteen.count(channel, stranger).is(422).refused("audience_not_yours");
        }
    }

    @Test
    void the_choices_are_the_services_own_with_their_children() {
        List<Choice> choices =
                canteen.audiences(channel).is(200).as(Choices.class).items();

        Map<String, Integer> children = choices.stream()
                .collect(Collectors.toMap(choice -> choice.scope() + " " + choice.ref(), Choice::children));
        assertEquals(4, children.get("canteen " + world.aubin.id()));
        assertEquals(3, children.get("canteen " + world.verne.id()));
        assertEquals(1, children.get("canteen " + world.curie.id()));
        assertEquals(6, children.get("town " + world.aubin.id()));
        assertEquals(3, children.get("class " + world.verneCp.id()));
        assertTrue(choices.stream()
                .noneMatch(choice -> List.of("line", "care_morning", "study").contains(choice.scope())));
        assertTrue(choices.stream().noneMatch(choice -> choice.ref().equals(world.sand.id())));
    }

    @Test
    void the_count_before_sending_is_true() {
        // Canteen of the town: Lina, Hugo, Awa, Inès; their grown-ups Claire (app), Fatou (no app), Samir (app).
        Count count = canteen.count(channel, new Audience("canteen", world.aubin.id()))
                .is(200)
                .as(Count.class);

        assertEquals(new Count(4, 3, 2, 1, 0, 0), count);
    }

    @Test
    void overlapping_audiences_count_a_person_once() {
        Count count = canteen.count(
                        channel,
                        canteenOf(world.verne.id()),
                        new Audience("class", world.verneCp.id()),
                        new Audience("school", world.verne.id()))
                .is(200)
                .as(Count.class);

        assertEquals(5, count.children());
        assertEquals(7, count.people());
    }

    @Test
    void a_validity_lies_in_the_future() {
        Map<String, Object> post = Map.of(
                "body",
                "Hier",
                "audience",
                List.of(canteenOf(world.verne.id())),
                "validUntil",
                Instant.now().minusSeconds(60));

        canteen.write(channel, post).is(400).refused("invalid_field");
    }

    @Test
    void an_officer_sees_nothing_of_the_schools() {
        List<String> kinds =
                canteen.channels().stream().map(Channel::kind).distinct().toList();

        assertEquals(List.of("town_bulletin"), kinds);
        assertEquals(1, canteen.channels().size(), "of the own service only");
    }

    private UUID service(String name) {
        return hub.channel(
                "town_bulletin", place -> world.aubin.id().equals(place.town()) && name.equals(place.service()));
    }

    private static Audience canteenOf(UUID school) {
        return new Audience("canteen", school);
    }

    private boolean sees(Account account, Post post) {
        return seesIn(account, channel, post);
    }

    private boolean seesIn(Account account, UUID where, Post post) {
        return hub.as(account).allPosts(where).stream().anyMatch(p -> p.id().equals(post.id()));
    }

    private int hits(Account account, String words) {
        return hub.as(account).search(words).is(200).as(HitPage.class).items().size();
    }

    private static boolean is(com.fasterxml.jackson.databind.JsonNode frame, Post post) {
        return frame.path("post").path("id").asText().equals(post.id().toString());
    }
}
