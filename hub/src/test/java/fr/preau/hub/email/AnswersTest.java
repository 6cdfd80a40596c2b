package fr.preau.hub.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.hub.reach.ReachTown;
import fr.preau.hub.reach.Wait;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What comes back by e-mail: answers of people, reports of servers, and what neither is. */
@Timeout(90)
class AnswersTest {
    private static final String CLAIRE = "claire@exemple.fr";

    private MailHouse house;
    private ReachTown town;
    private UUID claire;
    private UUID teacher;
    private int port;

    @BeforeEach
    void open() {
        house = new MailHouse(Map.of(
                "email.inbound.enabled", "true",
                "email.inbound.domain", "reply.preau.example",
                "email.inbound.port", "0"));
        town = house.town;
        claire = house.parent(CLAIRE, "fr");
        teacher = new UUID(5, 1);
        town.run(
                "insert into person (id, civility, family_name, given_name) values ($1, 'Mme', 'Martin', 'Anne')",
                teacher);
        town.run(
                "insert into account (id, person_id, profile, login, activated_at) values ($1, $1, 'teacher', 'anne', now())",
                teacher);
        town.run(
                "insert into assignment (account_id, role, school_id, class_id) select $1, 'teacher', school_id, id from school_class",
                teacher);
        house.deliver();
        var mailroom = house.email.mailroom().orElseThrow();
        ReachTown.await(house.vertx.deployVerticle(mailroom));
        port = mailroom.port();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_parents_answer_appears_once_in_the_liaison_channel_in_the_parents_name() throws Exception {
        var word = told("liaison", "Piscine", "Le bonnet de bain, s’il vous plaît");
        var mail = house.mails(1).getFirst();

        assertEquals(
                "250 2.0.0 Merci / thank you",
                answer(
                        mail,
                        CLAIRE,
                        "1@x.fr",
                        "Oui, c’est noté.\n\nLe mar. 24 nov. 2026 à 14:03, École (Préau) <ecole@preau.example> a écrit :\n> Un message"));
        assertEquals("250 2.0.0 Merci / thank you", answer(mail, CLAIRE, "1@x.fr", "Oui, c’est noté.\n"));

        assertEquals(List.of("Oui, c’est noté. by " + claire + " to " + word), answers());
        var channel = town.rows("select channel_id from post where id = $1", word)
                .getFirst()
                .getUUID(0);
        assertEquals(
                channel,
                town.rows("select channel_id from post where author_id = $1", claire)
                        .getFirst()
                        .getUUID(0));
        assertEquals("delivered=1", town.states(), "who answers has got it");
        assertEquals(
                1, town.number("select count(*) from link_read where post_id = $1 and account_id = $2", word, claire));
    }

    @Test
    void an_answer_to_the_class_goes_to_the_childs_own_channel_and_says_what_it_is_about() throws Exception {
        town.run("update channel set replies_open = true where kind = 'class_families'");
        told("class_families", "Sortie à la ferme", "Qui accompagne ?");
        var mail = house.mails(1).getFirst();

        answer(mail, CLAIRE, "2@x.fr", "Moi, avec plaisir");

        assertEquals(List.of("> Sortie à la ferme\n\nMoi, avec plaisir by " + claire + " to null"), answers());
        assertEquals(
                "liaison",
                town.rows(
                                "select c.kind from post p join channel c on c.id = p.channel_id where p.author_id = $1",
                                claire)
                        .getFirst()
                        .getString(0));
    }

    @Test
    void a_bulletin_cannot_be_answered_and_the_person_is_told() throws Exception {
        var post = town.bulletin("Menu", "Poisson", house.now());
        house.queue(post, claire, CLAIRE, "notice");
        var token = token(house.mails(1).getFirst().getHeader("Return-Path", null));

        assertTrue(Postman.bring(port, CLAIRE, "r+" + token + "@reply.preau.example", message(CLAIRE, "3@x.fr", "Non"))
                .startsWith("250"));

        var told = house.mails(2).getLast();
        assertEquals("Votre réponse n’a pas été transmise", told.getSubject());
        assertEquals(List.of(), answers());
    }

    @Test
    void only_the_person_from_the_mailbox_that_got_it_and_only_with_a_valid_token() throws Exception {
        told("liaison", "Mot", "Bonjour");
        var mail = house.mails(1).getFirst();
        var to = mail.getHeader("Reply-To", null).replaceAll("[<>]", "");

        assertTrue(answer(mail, "somebody@else.fr", "4@x.fr", "Moi").startsWith("550 5.7.1 Repondez depuis l'adresse"));
        assertTrue(Postman.bring(port, CLAIRE, "r+" + "a".repeat(26) + "@reply.preau.example", "")
                .startsWith("550 5.1.1 Adresse inconnue"));
        assertTrue(Postman.bring(port, CLAIRE, "ecole@reply.preau.example", "").startsWith("550 5.1.1"));
        assertTrue(Postman.bring(port, CLAIRE, to.replace("reply.preau.example", "else.fr"), "")
                .startsWith("550 5.1.1"));
        assertTrue(answer(mail, CLAIRE, "5@x.fr", "\n> cité").startsWith("554 5.6.0 La reponse est vide"));
        assertTrue(answer(mail, CLAIRE, "6@x.fr", "x".repeat(9_000).replaceAll("(.{70})", "$1\n"))
                .startsWith("552 5.3.4 Reponse trop longue"));
        house.pass(Duration.ofDays(91));
        assertTrue(answer(mail, CLAIRE, "7@x.fr", "Trop tard").startsWith("550 5.1.1"));
        house.moveTo(MailHouse.MONDAY_NOON);
        town.run("update account set ended_at = now() where id = $1", claire);
        assertTrue(answer(mail, CLAIRE, "8@x.fr", "Partie").startsWith("550 5.1.1 Cette adresse ne vaut plus"));
        assertEquals(List.of(), answers());
    }

    @Test
    void what_a_program_wrote_becomes_no_post() throws Exception {
        told("liaison", "Mot", "Bonjour");
        var mail = house.mails(1).getFirst();
        var to = mail.getHeader("Reply-To", null).replaceAll("[<>]", "");

        for (var header : List.of(
                "Auto-Submitted: auto-replied",
                "X-Autoreply: yes",
                "Precedence: bulk",
                "Subject: Réponse automatique : Mot")) {
            assertTrue(Postman.bring(
                            port,
                            CLAIRE,
                            to,
                            header + "\n" + message(CLAIRE, header.hashCode() + "@x.fr", "Je suis absente"))
                    .startsWith("250"));
        }
        assertTrue(Postman.bring(port, "", to, message(CLAIRE, "9@x.fr", "Je suis absente"))
                .startsWith("250"));

        assertEquals(List.of(), answers());
        assertEquals(1, house.mailbox.getReceivedMessages().length, "and gets no answer");
    }

    @Test
    void a_mailbox_that_does_not_exist_is_given_up_and_the_reason_stands_with_the_delivery() throws Exception {
        told("liaison", "Mot", "Bonjour");
        var back = house.mails(1).getFirst().getHeader("Return-Path", null).replaceAll("[<>]", "");

        assertTrue(Postman.bring(port, "", back, report("failed", "5.1.1", "550 5.1.1 no such user"))
                .startsWith("250"));
        assertTrue(Postman.bring(port, "", back, report("failed", "5.1.1", "550 5.1.1 no such user"))
                .startsWith("250"));

        assertEquals("undelivered", town.states().split("=")[0]);
        assertEquals(
                "bad_address",
                town.rows("select reason from delivery").getFirst().getString(0));
        assertEquals(List.of("bad_address"), suppressed());
        assertEquals(1, town.number("select count(*) from email_bounce"));
    }

    @Test
    void a_full_mailbox_is_given_up_after_the_third_return_within_a_week() throws Exception {
        for (int day = 1; day <= 3; day++) {
            told("liaison", "Mot " + day, "Bonjour");
            var back = house.mails(day).getLast().getHeader("Return-Path", null).replaceAll("[<>]", "");
            assertEquals(List.of(), suppressed());
            Postman.bring(port, "", back, report("delayed", "4.2.2", "mailbox full"));
            Postman.bring(port, "", back, report("failed", "5.2.2", "mailbox full"));
            house.pass(Duration.ofDays(1));
        }
        assertEquals(List.of("full"), suppressed());
        assertEquals("undelivered=3", town.states());
    }

    private UUID told(String kind, String title, String body) {
        // The word is the teacher's, in the channel of the child.
        var post = town.post(kind, "important", title, body, house.now());
        town.run("update post set author_id = $2 where id = $1", post, teacher);
        house.queue(post, claire, CLAIRE, "notice");
        Wait.until(
                () -> town.number("select count(*) from delivery where post_id = $1 and state = 'submitted'", post)
                        == 1,
                town::states);
        return post;
    }

    private String answer(MimeMessage mail, String from, String id, String text) throws Exception {
        return Postman.bring(
                port, from, mail.getHeader("Reply-To", null).replaceAll("[<>]", ""), message(from, id, text));
    }

    private static String message(String from, String id, String text) {
        return "From: Claire <" + from + ">\nMessage-ID: <" + id
                + ">\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
                + "Content-Transfer-Encoding: 8bit\n\n" + text;
    }

    private static String report(String action, String status, String said) {
        return "From: MAILER-DAEMON@exemple.fr\nContent-Type: multipart/report; report-type=delivery-status; boundary=r\n\n--r\n\nSorry\n"
                + "--r\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.exemple.fr\n\nFinal-Recipient: rfc822; "
                + CLAIRE
                + "\nAction: " + action + "\nStatus: " + status + "\nDiagnostic-Code: smtp; " + said + "\n\n--r--\n";
    }

    private static String token(String address) {
        return address.replaceAll("^<?.\\+([a-z2-7]{26})@.*$", "$1");
    }

    private List<String> answers() {
        return town
                .rows("select body, author_id, reply_to from post where author_id = $1 order by created_at", claire)
                .stream()
                .map(row -> row.getString(0) + " by " + row.getUUID(1) + " to " + row.getUUID(2))
                .collect(Collectors.toList());
    }

    private List<String> suppressed() {
        return town
                .rows("select reason from suppressed_address where route = 'email' and address = $1", CLAIRE)
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }
}
