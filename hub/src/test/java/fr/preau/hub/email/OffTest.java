package fr.preau.hub.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.hub.email.OffStore.State;
import fr.preau.hub.reach.ReachTown;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The link of an e-mail ends e-mails of its kind for those whom it was for, and gives back what it took. */
@Timeout(60)
class OffTest {
    private static final String CLAIRE = "claire@exemple.fr";
    private static final Duration LATER = Duration.ofHours(6);

    private MailHouse house;
    private ReachTown town;
    private OffStore off;
    private UUID claire;

    @BeforeEach
    void open() {
        house = new MailHouse(Map.of());
        town = house.town;
        off = new OffStore(house.ground.pool());
        claire = house.parent(CLAIRE, "fr");
        house.deliver();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void the_kind_of_the_e_mail_ends_and_comes_back_as_it_was() throws Exception {
        town.run(
                "insert into reach_preference (person_id, category, route, choice, set_at) values"
                        + " ($1, 'notice', 'email', 'digest', now()), ($1, 'canteen', 'sms', 'off', now())",
                claire);
        var sent = sent(town.bulletin("Menu", "Poisson", house.now()), claire);
        var canteen = waits(town.bulletin("Grève", "Mardi", house.now()), claire);
        var notice = waits(town.post("school_notice", "important", "Piscine", "Lundi", house.now()), claire);

        assertEquals(new State(false, false, false), ReachTown.await(off.state(sent)));
        ReachTown.await(off.endKind(sent, house.now()));
        ReachTown.await(off.endKind(sent, house.now()));

        assertEquals(new State(true, true, false), ReachTown.await(off.state(sent)));
        assertEquals(List.of("canteen email off", "canteen sms off", "notice email digest"), chosen(claire));
        assertEquals("skipped not_wanted", house.state(canteen));
        assertEquals("pending", house.state(notice));
        assertEquals(0, town.number("select count(*) from suppressed_address"), "the address stays good");

        ReachTown.await(off.endAll(sent, house.now()));
        assertEquals(new State(true, true, true), ReachTown.await(off.state(sent)));
        assertTrue(chosen(claire).contains("notice email off"));
        assertEquals("skipped not_wanted", house.state(notice));

        ReachTown.await(off.undo(sent, house.now()));
        assertEquals(List.of("canteen sms off", "notice email digest"), chosen(claire));
        assertEquals(new State(false, false, false), ReachTown.await(off.state(sent)));
    }

    @Test
    void a_daily_e_mail_ends_for_all_that_came_once_a_day_and_for_nothing_else() throws Exception {
        town.run(
                "insert into reach_preference (person_id, category, route, choice, set_at) values"
                        + " ($1, 'canteen', 'email', 'digest', now()), ($1, 'notice', 'email', 'digest', now())",
                claire);
        var one = waits(town.bulletin("Menu", "Poisson", house.now()), claire);
        var two = waits(town.bulletin("Marché", "Dimanche", house.now()), claire);
        town.run("update delivery set digest = true where id in ($1, $2)", one, two);
        ReachTown.await(house.vertx.deployVerticle(house.email.digests().orElseThrow()));
        house.pass(LATER);
        var sent = found(house.mails(1).getFirst());
        var waiting = waits(town.bulletin("Fête", "Samedi", house.now()), claire);
        town.run("update delivery set digest = true where id = $1", waiting);
        var direct = waits(town.post("liaison", "important", "Mot", "Bonjour", house.now()), claire);

        assertTrue(sent.category().isEmpty());
        ReachTown.await(off.endKind(sent, house.now()));

        assertEquals(List.of("canteen email off", "notice email off"), chosen(claire));
        assertEquals(new State(true, true, false), ReachTown.await(off.state(sent)));
        assertEquals("skipped not_wanted", house.state(waiting));
        assertEquals("pending", house.state(direct));
        ReachTown.await(off.undo(sent, house.now()));
        assertEquals(List.of("canteen email digest", "notice email digest"), chosen(claire));
    }

    @Test
    void another_reader_of_the_mailbox_and_alerts_keep_their_e_mails() throws Exception {
        var marc = house.parent(CLAIRE, "fr");
        var sent = sent(town.bulletin("Menu", "Poisson", house.now()), claire);
        var both = waits(town.bulletin("Grève", "Mardi", house.now()), claire);
        town.run("insert into delivery_person (delivery_id, person_id, account_id) values ($1, $2, $2)", both, marc);
        var alert = waits(town.bulletin("Confinement", "Restez", house.now()), claire);
        town.run("update delivery set through_pause = true where id = $1", alert);

        ReachTown.await(off.endKind(sent, house.now()));

        assertEquals(List.of(), chosen(marc));
        assertEquals("pending", house.state(both));
        assertEquals("pending", house.state(alert));
    }

    @Test
    void what_the_person_chose_meanwhile_is_not_undone_and_a_mailbox_that_is_no_more_theirs_changes_nothing()
            throws Exception {
        var sent = sent(town.bulletin("Menu", "Poisson", house.now()), claire);
        ReachTown.await(off.endKind(sent, house.now()));
        town.run("update reach_preference set choice = 'digest' where person_id = $1", claire);

        ReachTown.await(off.undo(sent, house.now()));
        assertEquals(List.of("canteen email digest"), chosen(claire));

        town.run("update person set email = 'new@exemple.fr' where id = $1", claire);
        ReachTown.await(off.endAll(sent, house.now()));
        assertEquals(List.of("canteen email digest"), chosen(claire));
    }

    private SentStore.Sent sent(UUID post, UUID person) throws Exception {
        house.queue(post, person, CLAIRE, "notice");
        return found(house.mails(1).getFirst());
    }

    private SentStore.Sent found(MimeMessage mail) throws Exception {
        var link = mail.getHeader("List-Unsubscribe", null);
        var token = MailToken.read(link.replaceAll("<https://preau\\.example/u/(.*)>", "$1"))
                .orElseThrow();
        return ReachTown.await(new SentStore(house.ground.pool()).find(token, house.now()))
                .orElseThrow();
    }

    /** Queued for later. */
    private long waits(UUID post, UUID person) {
        return town.rows("""
                        with d as (
                            insert into delivery (post_id, recipient_id, account_id, route, step, round, purpose, address,
                                language, due_at, deadline, created_at, changed_at)
                            values ($1, $2, $2, 'email', 1, 0, 'notice', $3, 'fr', $4, $5, $6, $6)
                            returning id)
                        , p as (insert into delivery_person (delivery_id, person_id, account_id) select id, $2, $2 from d)
                        select id from d
                        """, post, person, CLAIRE, utc(LATER), utc(LATER.multipliedBy(9)), utc(Duration.ZERO))
                .getFirst()
                .getLong(0);
    }

    private OffsetDateTime utc(Duration later) {
        return house.now().plus(later).atOffset(ZoneOffset.UTC);
    }

    private List<String> chosen(UUID person) {
        return town
                .rows("select category, route, choice from reach_preference where person_id = $1 order by 1, 2", person)
                .stream()
                .map(row -> row.getString(0) + " " + row.getString(1) + " " + row.getString(2))
                .toList();
    }
}
