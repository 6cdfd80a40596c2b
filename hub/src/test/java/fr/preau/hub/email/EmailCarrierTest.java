package fr.preau.hub.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.hub.reach.Wait;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EmailCarrierTest {
    private static final String CLAIRE = "claire@exemple.fr";

    private MailHouse house;

    @BeforeEach
    void open() {
        house = new MailHouse(Map.of(
                "email.inbound.enabled",
                "true",
                "email.inbound.domain",
                "reply.preau.example",
                "email.inbound.port",
                "0"));
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_bulletin_arrives_in_the_mailbox_with_its_text_and_a_way_to_the_app() throws Exception {
        var claire = house.parent(CLAIRE, "fr");
        var post = house.town.bulletin(
                "Cantine : menu modifié", "Mardi, **pas** de poisson.\n\n<b>Merci</b>", house.now());
        var delivery = house.queue(post, claire, CLAIRE, "notice");

        house.deliver();

        var mail = house.mails(1).getFirst();
        assertEquals("Montreuil : Cantine : menu modifié", mail.getSubject());
        assertEquals(
                "Montreuil, Cantine (Préau) <ecole@preau.example>",
                jakarta.mail.internet.MimeUtility.decodeText(mail.getHeader("From", null))
                        .replace("\"", ""));
        assertEquals("<delivery." + delivery + "@preau.example>", mail.getMessageID());
        assertNull(mail.getHeader("Reply-To"), "nobody answers a bulletin");
        assertTrue(mail.getHeader("Return-Path", null).matches("<b\\+[a-z2-7]{26}@reply\\.preau\\.example>"));
        assertTrue(mail.getHeader("List-Unsubscribe", null).matches("<https://preau\\.example/u/[a-z2-7]{26}>"));
        assertTrue(part(mail, 0).contains("Mardi, pas de poisson."), part(mail, 0));
        assertTrue(part(mail, 1).contains("<strong>pas</strong>"), part(mail, 1));
        assertTrue(
                part(mail, 1).contains("&lt;b&gt;Merci&lt;/b&gt;"),
                "written HTML is shown, not used: " + part(mail, 1));
        assertTrue(part(mail, 1).contains("https://preau.example/c/"));
        Wait.until(() -> house.state(delivery).equals("submitted"), () -> house.state(delivery));
    }

    @Test
    void what_is_about_one_child_or_names_one_stays_in_the_house() throws Exception {
        var claire = house.parent(CLAIRE, "en");
        house.town.childOf(claire, "Léa");
        var word = house.town.post("liaison", "urgent", "Chute de Léa", "Léa est tombée", house.now());
        var named = house.town.post("class_families", "important", "Anniversaire de Lea", "Venez", house.now());
        house.queue(word, claire, CLAIRE, "notice");
        house.queue(named, claire, CLAIRE, "reminder");

        house.deliver();

        for (var mail : house.mails(2)) {
            var all = mail.getSubject() + part(mail, 0) + part(mail, 1);
            assertFalse(
                    all.contains("Léa") || all.contains("Lea") || all.contains("tombée") || all.contains("Venez"), all);
            assertTrue(all.contains("A message is waiting for you"), all);
            assertTrue(mail.getHeader("Reply-To", null).matches("<r\\+[a-z2-7]{26}@reply\\.preau\\.example>"));
        }
        var subjects =
                house.mails(2).stream().map(EmailCarrierTest::subject).sorted().toList();
        assertEquals("Reminder – École Jean Zay, CE1 B: a message is waiting for you", subjects.getFirst());
        assertEquals("URGENT – École Jean Zay: a message is waiting for you", subjects.getLast());
    }

    @Test
    void a_mailbox_that_wants_no_more_is_passed_over() {
        var claire = house.parent(CLAIRE, "fr");
        house.town.run(
                "insert into suppressed_address (route, address, reason, code, at) values ('email', $1, 'bad_address', 550, now())",
                CLAIRE);
        var delivery = house.queue(house.town.bulletin("Menu", "Poisson", house.now()), claire, CLAIRE, "notice");

        house.deliver();

        Wait.until(() -> house.state(delivery).equals("skipped suppressed"), () -> house.state(delivery));
        assertEquals(0, house.mailbox.getReceivedMessages().length);
    }

    static String part(MimeMessage mail, int which) throws Exception {
        return ((Multipart) mail.getContent()).getBodyPart(which).getContent().toString();
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
