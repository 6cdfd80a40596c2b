package fr.preau.hub.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.channels.board.BoardWords;
import fr.preau.channels.board.Coverage;
import fr.preau.hub.ground.TestDatabase;
import fr.preau.hub.reach.ReachTown;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The facts of a board on a real database. */
class BoardStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-03T09:00:00Z");

    private final Vertx vertx = Vertx.vertx();
    private Pool pool;
    private ReachTown town;
    private BoardStore store;

    @BeforeEach
    void open() {
        pool = TestDatabase.fresh(vertx);
        town = new ReachTown(pool);
        store = new BoardStore(pool);
    }

    @AfterEach
    void close() {
        ReachTown.await(pool.close());
        ReachTown.await(vertx.close());
    }

    @Test
    void each_child_stands_as_its_guardians_do() {
        // given: one parent on a landline, one whose telephone got it, one who read it, one without anything
        UUID landline = town.guardian("+33139980001");
        UUID told = town.guardian("+33639980002");
        UUID reader = town.guardian(null, "fr", true);
        town.guardian(null);
        UUID post = town.bulletin("Cantine", "Fermée", NOW);
        deliver(post, landline, "+33139980001", "failed", "landline");
        deliver(post, told, "+33639980002", "delivered", null);
        town.run("""
                insert into read_cursor (account_id, channel_id, seq, at)
                select $1, channel_id, seq, now() from post where id = $2
                """, reader, post);
        town.run("update outbox set done_at = now()");

        // when
        Subject subject = ReachTown.await(store.subject(post, NOW));
        List<BoardStore.Alike> groups = ReachTown.await(store.counts(post, Window.SCHOOL));
        Tally tally = new Tally(subject.board(false), groups);

        // then
        assertEquals(new ReachView.Children(4, 1, 1, 0, 2), tally.childrenView());
        assertEquals(new ReachView.Guardians(4, 0, 1, 0, 1, 0, 0, 0, 2), tally.guardiansView());
        assertEquals(
                Set.of("numéro fixe", "pas de numéro de mobile ni d’e-mail"),
                Set.copyOf(tally.reasonsView(BoardWords.in("fr")).stream()
                        .map(ReachView.Reason::text)
                        .toList()));

        // and the pause hides what was read, not what was reached
        Tally resting = new Tally(subject.board(true), groups);
        assertEquals(new ReachView.Children(4, 0, 1, 1, 2), resting.childrenView());
        assertEquals(null, resting.guardiansView().read());

        // and when the text is corrected, what was read was the old one until it is opened again
        town.run("update post set edited_at = now() where id = $1", post);
        town.run("""
                insert into post_event (channel_id, seq, post_id, kind, actor_id, at)
                select channel_id, seq + 1, id, 'edited', author_id, now() from post where id = $1
                """, post);
        Tally corrected = new Tally(subject.board(false), ReachTown.await(store.counts(post, Window.SCHOOL)));
        assertEquals(new ReachView.Children(4, 0, 2, 0, 2), corrected.childrenView());
        assertEquals(new ReachView.Guardians(4, 0, 0, 1, 1, 0, 0, 0, 2), corrected.guardiansView());
        assertEquals(3, corrected.uncovered(), "a reminder asks those who have read nothing");
        town.run("update read_cursor set seq = seq + 1");
        assertEquals(
                1,
                new Tally(subject.board(false), ReachTown.await(store.counts(post, Window.SCHOOL)))
                        .guardiansView()
                        .read());
    }

    @Test
    void children_come_in_pages_of_those_who_stand_alike() {
        for (int i = 0; i < 7; i++) {
            town.guardian("+3363998000" + i);
        }
        UUID post = town.bulletin("Cantine", "Fermée", NOW);
        town.run("update outbox set done_at = now()");
        Subject subject = ReachTown.await(store.subject(post, NOW));
        Tally tally = new Tally(subject.board(false), ReachTown.await(store.counts(post, Window.SCHOOL)));
        Set<String> alike = tally.alike(Coverage.NOT_REACHED);

        List<BoardStore.Child> first = ReachTown.await(store.children(post, Window.SCHOOL, alike, false, null, 4));
        List<BoardStore.Child> second = ReachTown.await(store.children(
                post, Window.SCHOOL, alike, false, first.getLast().pupil(), 4));

        assertEquals(4, first.size());
        assertEquals(3, second.size());
        assertTrue(second.stream().noneMatch(first::contains));
        assertEquals(
                Optional.of("+33639980000"), first.getFirst().grown().getFirst().telephones());
        assertEquals(
                List.of(),
                ReachTown.await(store.children(post, Window.ofService("canteen"), null, true, null, 4)),
                "none of them is on the list of the canteen");
    }

    @Test
    void a_whole_town_is_counted_in_few_groups_and_listed_page_by_page() {
        town.crowd(27_000);
        UUID post = town.bulletin("Cantine", "Fermée", NOW);
        town.run("update outbox set done_at = now()");
        town.run("""
                with d as (
                    insert into delivery (post_id, recipient_id, account_id, route, address, language, state, reason,
                        due_at, deadline, created_at, changed_at)
                    select $1, a.person_id, a.id, 'sms', q.phone_mobile, 'fr',
                           case when q.phone_mobile like '%7' then 'failed' else 'delivered' end,
                           case when q.phone_mobile like '%7' then 'landline' end, now(), now(), now(), now()
                      from account a join person q on q.id = a.person_id where q.phone_mobile is not null
                    returning id, recipient_id, account_id)
                insert into delivery_person (delivery_id, person_id, account_id) select id, recipient_id, account_id from d
                """, post);
        town.run("analyze");
        Subject subject = ReachTown.await(store.subject(post, NOW));

        List<BoardStore.Alike> groups = ReachTown.await(store.counts(post, Window.SCHOOL));
        Tally tally = new Tally(subject.board(false), groups);

        assertEquals(new ReachView.Children(27_000, 0, 24_300, 0, 2_700), tally.childrenView());
        assertTrue(groups.size() < 10, "those who stand alike are one group: " + groups.size());
        List<BoardStore.Child> page = ReachTown.await(
                store.children(post, Window.SCHOOL, tally.alike(Coverage.NOT_REACHED), false, null, 51));
        assertEquals(51, page.size());
    }

    @Test
    void who_wants_to_be_called_first_stands_first_on_the_board_and_on_the_printed_list() throws Exception {
        UUID mother = town.guardian("+33639980001");
        UUID father = new UUID(9, 1);
        town.run(
                "insert into person (id, family_name, given_name, phone_mobile) values ($1, 'Parent', 'Q', '+33639980002')",
                father);
        town.run("insert into guardianship (guardian_id, pupil_id) select $1, pupil_id from guardianship", father);
        UUID post = town.bulletin("Cantine", "Fermée", NOW);
        town.run("update outbox set done_at = now()");

        for (UUID first : List.of(father, mother, father)) {
            town.run("update guardianship set call_first = guardian_id = $1", first);

            Subject subject = ReachTown.await(store.subject(post, NOW));
            List<BoardStore.Child> children =
                    ReachTown.await(store.children(post, Window.SCHOOL, null, false, null, 4));
            BoardStore.Child child = children.getFirst();
            assertEquals(2, child.grown().size());
            assertEquals(first, child.grown().getFirst().person());
            assertTrue(child.grown().getFirst().first());

            var heading = new CallList.Heading(Optional.of("Cantine"), NOW, NOW, ZoneId.of("Europe/Paris"));
            String printed = text(CallList.pdf(heading, children, subject.board(false), BoardWords.in("fr")));
            String one = first.equals(mother) ? "+33639980001" : "+33639980002";
            String other = first.equals(mother) ? "+33639980002" : "+33639980001";
            assertTrue(printed.indexOf(one) > 0 && printed.indexOf(one) < printed.indexOf(other), printed);
            int marked = printed.indexOf("à appeler en premier");
            assertTrue(marked > 0 && marked < printed.indexOf(one), printed);
            assertEquals(marked, printed.lastIndexOf("à appeler en premier"), "one of them");
        }
    }

    private static String text(byte[] pdf) throws Exception {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    private void deliver(UUID post, UUID person, String address, String state, String reason) {
        town.run("""
                with d as (
                    insert into delivery (post_id, recipient_id, account_id, route, address, language, state, reason,
                        due_at, deadline, created_at, changed_at)
                    values ($1, $2, $2, 'sms', $3, 'fr', $4, $5, now(), now(), now(), now()) returning id)
                insert into delivery_person (delivery_id, person_id, account_id) select id, $2, $2 from d
                """, post, person, address, state, reason);
    }
}
