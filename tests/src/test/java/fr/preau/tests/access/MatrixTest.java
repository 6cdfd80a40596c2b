package fr.preau.tests.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.tests.fixture.HubUnderTest;
import fr.preau.tests.fixture.Posts;
import fr.preau.tests.fixture.SharedHub;
import fr.preau.tests.wire.Stream;
import fr.preau.tests.wire.Views.Channel;
import fr.preau.tests.wire.Views.Post;
import fr.preau.tests.world.Model.Account;
import fr.preau.tests.world.Model.Place;
import fr.preau.tests.world.World;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every account tries every action in channels of every kind, on posts of their own and of others, while the channel is
 * closed and while it is open. What must come out follows from access.csv and from the design's list of who is where.
 */
@ExtendWith(SharedHub.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MatrixTest {
    private final HubUnderTest hub;
    private final AccessRules rules = AccessRules.read();
    private final Standings standings;
    private final List<Account> accounts;
    private final Post anyPost;
    private final Map<UUID, Stream> streams = new HashMap<>();

    MatrixTest(HubUnderTest hub) {
        this.hub = hub;
        this.standings = new Standings(hub.world());
        this.accounts = hub.world().withApp();
        Place somewhere = hub.places().getFirst();
        this.anyPost = hub.database(c -> Posts.insert(c, somewhere, hub.world().headVerne, "Un mot"));
    }

    @BeforeAll
    void everyChannelIsClosedToReplies() {
        hub.sql("update channel set replies_open = false where replies_open");
    }

    @AfterAll
    void closeStreams() {
        streams.values().forEach(Stream::close);
    }

    static List<Arguments> overHttp() {
        List<Arguments> cases = new ArrayList<>();
        for (String kind : AccessRules.kinds()) {
            for (String action : AccessRules.read().actions()) {
                if (!action.equals("type")) {
                    cases.add(Arguments.of(kind, action));
                }
            }
        }
        return cases;
    }

    static List<Arguments> overStream() {
        return AccessRules.kinds().stream()
                .flatMap(kind -> Attempt.OVER_STREAM.stream().map(action -> Arguments.of(kind, action)))
                .toList();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("overHttp")
    void over_HTTP_the_table_holds_for(String kind, String action) {
        List<String> breaches = hub.database(connection -> tryAll(connection, kind, action, false));
        assertEquals(List.of(), breaches);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("overStream")
    void over_the_stream_the_table_holds_for(String kind, String action) {
        List<String> breaches = hub.database(connection -> tryAll(connection, kind, action, true));
        assertEquals(List.of(), breaches);
    }

    @Test
    void everybody_lists_just_the_channels_that_the_design_gives_them() {
        for (Account account : accounts) {
            Set<UUID> expected = hub.places().stream()
                    .filter(place -> !standings.of(account, place).isEmpty())
                    .map(Place::id)
                    .collect(Collectors.toCollection(TreeSet::new));

            Set<UUID> known = hub.places().stream().map(Place::id).collect(Collectors.toSet());
            Set<UUID> listed = hub.as(account).channels().stream()
                    .map(Channel::id)
                    .filter(known::contains)
                    .collect(Collectors.toCollection(TreeSet::new));

            assertEquals(expected, listed, account.toString());
        }
    }

    @Test
    void what_a_channel_says_one_may_do_is_what_the_table_says() {
        for (Account account : accounts) {
            for (Channel channel : hub.as(account).channels()) {
                hub.places().stream()
                        .filter(place -> place.id().equals(channel.id()))
                        .forEach(place -> assertEquals(
                                mayIn(place, standings.of(account, place), channel.repliesOpen()),
                                new TreeSet<>(channel.may()),
                                account + " in " + place));
            }
        }
    }

    @Test
    void the_world_has_somebody_in_every_role_that_the_table_names() {
        Set<String> present = new TreeSet<>();
        for (Account account : accounts) {
            hub.places().forEach(place -> present.addAll(standings.of(account, place)));
        }
        Set<String> named = new TreeSet<>();
        rules.rows().forEach(row -> named.addAll(row.roles()));
        named.remove("*");

        assertTrue(present.containsAll(named), named + " but only " + present);
    }

    private List<String> tryAll(Connection connection, String kind, String action, boolean stream) throws SQLException {
        List<String> breaches = new ArrayList<>();
        for (Place place : tried(kind)) {
            for (boolean open : opens(kind, action) ? new boolean[] {false, true} : new boolean[] {false}) {
                if (open) {
                    hub.sql("update channel set replies_open = true where id = ?", place.id());
                }
                for (Account account : accounts) {
                    for (boolean author :
                            Attempt.ON_POSTS.contains(action) ? new boolean[] {false, true} : new boolean[] {false}) {
                        String expected = expected(kind, action, standings.of(account, place), author, open);
                        String got = stream
                                ? overStream(action, account, place)
                                : Attempt.overHttp(
                                        action,
                                        hub.as(account),
                                        place,
                                        post(connection, place, action, account, author));
                        if (!got.equals(expected)) {
                            breaches.add(account + (author ? ", its author," : "") + (open ? ", open" : "") + " in "
                                    + place.kind() + " " + place.id() + ": expected " + expected + ", got " + got);
                        }
                    }
                }
                hub.sql("update channel set replies_open = false where id = ?", place.id());
            }
        }
        return breaches;
    }

    /** To target one must be allowed to post; where nobody may target, it is the audience that is one too many. */
    private String expected(String kind, String action, Set<String> roles, boolean author, boolean open) {
        if (action.equals("target")) {
            String posting = rules.expected(kind, "post", roles, author, open);
            String targeting = rules.expected(kind, "target", roles, author, open);
            return !posting.equals("ok") ? posting : targeting.equals("ok") ? "ok" : "invalid_field";
        }
        String said = rules.expected(kind, action, roles, author, open);
        boolean told = roles.contains("informed") || roles.contains("carer");
        return action.equals("sign") && said.equals("forbidden") && told ? "authority_required" : said;
    }

    /** The post acted on, new for each try; for actions on a channel one does for all. */
    private Post post(Connection connection, Place place, String action, Account account, boolean author)
            throws SQLException {
        if (!Attempt.ON_POSTS.contains(action)) {
            return anyPost;
        }
        return Posts.insert(connection, place, author ? account : another(account), "Un mot");
    }

    private Account another(Account account) {
        World world = hub.world();
        return account.equals(world.teacherVerneCp) ? world.headVerne : world.teacherVerneCp;
    }

    /** Typing is passed on, and answered, at most every 3 seconds a connection, so each try takes one of its own. */
    private String overStream(String action, Account account, Place place) {
        if (!action.equals("type")) {
            return Attempt.overStream(action, streamOf(account), place);
        }
        try (Stream fresh = hub.as(account).stream()) {
            return Attempt.overStream(action, fresh, place);
        }
    }

    private Stream streamOf(Account account) {
        return streams.computeIfAbsent(account.id(), id -> hub.as(account).stream());
    }

    /** Channels that have members of every role of their kind, and one elsewhere. */
    private List<Place> tried(String kind) {
        World world = hub.world();
        Set<UUID> places = Set.of(
                world.verneCp.id(),
                world.sandCp.id(),
                world.noe.id(),
                world.verne.id(),
                world.sand.id(),
                world.north.id(),
                world.aubin.id(),
                world.courvelles.id());
        return hub.places().stream()
                .filter(place -> place.kind().equals(kind))
                .filter(place -> kind.equals("direct")
                        || java.util.stream.Stream.of(
                                        place.school(),
                                        place.schoolClass(),
                                        place.pupil(),
                                        place.district(),
                                        place.town())
                                .anyMatch(id -> id != null && places.contains(id)))
                .toList();
    }

    private boolean opens(String kind, String action) {
        return rules.rows().stream()
                .anyMatch(row -> row.outcome().equals("when_open")
                        && row.kinds().contains(kind)
                        && row.actions().contains(action));
    }

    private TreeSet<String> mayIn(Place place, Set<String> roles, boolean open) {
        TreeSet<String> may = new TreeSet<>();
        Map<String, String> plain = Map.of(
                "post",
                "post",
                "type",
                "type",
                "open_replies",
                "open_replies",
                "target",
                "target",
                "recall_any",
                "recall",
                "see_reach",
                "see_reach",
                "see_answers",
                "see_answers");
        plain.forEach((word, action) -> {
            if (rules.expected(place.kind(), action, roles, false, open).equals("ok")) {
                may.add(word);
            }
        });
        Map.of("edit_own", "edit", "recall_own", "recall").forEach((word, action) -> {
            if (rules.expected(place.kind(), action, roles, true, open).equals("ok")) {
                may.add(word);
            }
        });
        return may;
    }
}
