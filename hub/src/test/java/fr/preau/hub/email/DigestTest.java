package fr.preau.hub.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.hub.reach.ReachTown;
import fr.preau.hub.reach.Wait;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a person wants once a day comes in one e-mail, at its hour, without what is no longer wanted. */
@Timeout(60)
class DigestTest {
    private static final String CLAIRE = "claire@exemple.fr";

    private MailHouse house;
    private ReachTown town;
    private UUID claire;
    private Instant evening;

    @BeforeEach
    void open() {
        house = new MailHouse(Map.of());
        town = house.town;
        claire = house.parent(CLAIRE, "fr");
        evening = house.now().plus(Duration.ofHours(6));
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void one_e_mail_at_the_hour_holds_all_that_is_still_wanted() throws Exception {
        var menu = waits("Menu", "Mardi, **pas** de poisson & <rien>");
        var gone = town.bulletin("Retiré", "non", house.now());
        var recalled = queue(gone, claire, CLAIRE, "infinity");
        var fair = waits("Marché", "Dimanche");
        town.recall(gone, house.now());
        deploy(1);

        house.moveTo(evening.minusSeconds(1));
        assertEquals("pending=3", town.states());
        house.moveTo(evening);

        var mail = house.mails(1).getFirst();
        Wait.until(
                () -> house.state(menu).equals("submitted") && house.state(fair).equals("submitted"), town::states);
        assertEquals("cancelled recalled", house.state(recalled));
        assertEquals("Préau : vos messages du 2 novembre", mail.getSubject());
        var text = EmailCarrierTest.part(mail, 0);
        var html = EmailCarrierTest.part(mail, 1);
        assertTrue(
                text.contains("2 messages vous attendent") && text.contains("Menu") && text.contains("Marché"), text);
        assertFalse(text.contains("Retiré") || html.contains("Retiré"), text);
        assertTrue(html.contains("poisson &amp; &lt;rien&gt;"), html);
        assertEquals(1, house.mailbox.getReceivedMessages().length);
        assertEquals(1, town.number("select count(*) from email_sent"));
        assertEquals(2, town.number("select count(*) from email_sent_delivery"));
    }

    @Test
    void what_the_pause_caught_leaves_in_the_morning() {
        var end = house.now().plus(Duration.ofHours(8));
        var late = queue(town.bulletin("Menu", "Poisson", house.now()), claire, CLAIRE, end.toString());
        house.moveTo(end.plus(Duration.ofMinutes(30)));
        deploy(1);

        Wait.until(
                () -> town.number(
                                "select count(*) from delivery where due_at > $1",
                                house.now().atOffset(ZoneOffset.UTC))
                        == 1,
                town::states);
        assertEquals("pending", house.state(late));
        assertEquals(0, house.mailbox.getReceivedMessages().length);

        house.moveTo(end.plus(Duration.ofHours(12)));
        house.mails(1);
    }

    @Test
    void a_refused_one_settles_each_of_its_deliveries_and_a_busy_server_gets_it_again() {
        town.run(
                "insert into suppressed_address (route, address, reason, code, at) values ('email', $1, 'full', 0, now())",
                "other@exemple.fr");
        var one = waits("Menu", "Poisson");
        var two = waits("Marché", "Dimanche");
        house.mailbox.stop();
        house.moveTo(evening);
        deploy(1);

        Wait.until(
                () -> town.number("select count(*) from delivery_attempt where outcome = 'retry'") >= 2, town::states);
        assertEquals("pending no_connection", house.state(one));

        house.mailbox.start();
        house.pass(Duration.ofMinutes(10));
        house.mails(1);
        Wait.until(() -> house.state(two).equals("submitted"), town::states);
    }

    @Test
    void two_nodes_send_each_mailbox_one_e_mail_within_the_rate() {
        List<UUID> parents = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            parents.add(house.parent("p" + i + "@exemple.fr", "fr"));
        }
        for (int post = 0; post < 3; post++) {
            var bulletin = town.bulletin("B" + post, "x", house.now());
            for (int i = 0; i < 30; i++) {
                queue(bulletin, parents.get(i), "p" + i + "@exemple.fr", "infinity");
            }
        }
        house.moveTo(evening);

        deploy(2);

        house.mails(30);
        Wait.until(() -> town.states().equals("submitted=90"), town::states);
        assertEquals(30, house.mailbox.getReceivedMessages().length);
    }

    private void deploy(int nodes) {
        house.deliver(); // makes the provider's gate
        for (int node = 0; node < nodes; node++) {
            ReachTown.await(house.vertx.deployVerticle(house.email.digests().orElseThrow()));
        }
    }

    private long waits(String title, String body) {
        return queue(town.bulletin(title, body, house.now()), claire, CLAIRE, "infinity");
    }

    private long queue(UUID post, UUID person, String address, String openUntil) {
        long delivery = house.queue(post, person, address, "notice");
        town.run(
                "update delivery set digest = true, due_at = $2, open_until = $3::text::timestamptz where id = $1",
                delivery,
                evening.atOffset(ZoneOffset.UTC),
                openUntil);
        return delivery;
    }
}
