package fr.preau.hub.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.hub.reach.ReachTown;
import fr.preau.hub.reach.Wait;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reports of mailbox providers on readers who call an e-mail unwanted (RFC 5965), as they come in by SMTP. */
@Timeout(60)
class ComplaintsTest {
    private static final String CLAIRE = "claire@exemple.fr";
    private static final String FBL = "fbl@reply.preau.example";

    private MailHouse house;
    private ReachTown town;
    private MimeMessage ours;
    private int port;

    @BeforeEach
    void open() {
        house = new MailHouse(Map.of(
                "email.inbound.enabled", "true",
                "email.inbound.domain", "reply.preau.example",
                "email.inbound.port", "0"));
        town = house.town;
        house.deliver();
        var mailroom = house.email.mailroom().orElseThrow();
        ReachTown.await(house.vertx.deployVerticle(mailroom));
        port = mailroom.port();
        var claire = house.parent(CLAIRE, "fr");
        house.queue(town.bulletin("Menu", "Poisson", house.now()), claire, CLAIRE, "notice");
        ours = house.mails(1).getFirst();
        Wait.until(() -> town.states().equals("submitted=1"), town::states);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_complaint_that_holds_our_e_mail_stops_the_mailbox_and_tells_that_it_arrived() throws Exception {
        assertTrue(bring(FBL, report("abuse", "List-Unsubscribe: " + ours.getHeader("List-Unsubscribe", null))));
        assertTrue(bring(FBL, report("abuse", "List-Unsubscribe: " + ours.getHeader("List-Unsubscribe", null))));

        assertEquals(List.of("complaint"), stopped());
        assertEquals("delivered=1", town.states());
    }

    @Test
    void one_that_comes_to_the_e_mails_own_address_needs_no_more() throws Exception {
        var back = ours.getHeader("Return-Path", null).replaceAll("[<>]", "");

        assertTrue(bring(back, report("fraud", "Subject: x")));

        assertEquals(List.of("complaint"), stopped());
    }

    @Test
    void who_names_no_e_mail_of_ours_or_does_not_complain_stops_nobody() throws Exception {
        var link = "List-Unsubscribe: " + ours.getHeader("List-Unsubscribe", null);

        for (var report : List.of(
                report("not-spam", link),
                report("auth-failure", link),
                report("abuse\nOriginal-Rcpt-To: " + CLAIRE, "To: " + CLAIRE),
                report("abuse", "List-Unsubscribe: <https://preau.example/u/" + "a".repeat(26) + ">"),
                report("abuse", "X-Else: " + link + "\n\n" + link),
                report("", link),
                report("abuse".repeat(100), link))) {
            assertEquals(List.of(), stopped(), report);
            var answer = Postman.bring(port, "fbl@exemple.fr", FBL, report);
            assertTrue(answer.startsWith("250") || answer.startsWith("554"), answer);
        }
        assertEquals(List.of(), stopped());
        assertTrue(Postman.bring(port, "x@exemple.fr", FBL, "From: x@exemple.fr\n\nBonjour")
                .startsWith("554 5.6.0 Seuls"));
        assertEquals("submitted=1", town.states());
    }

    private boolean bring(String to, String report) throws Exception {
        return Postman.bring(port, "fbl@exemple.fr", to, report).startsWith("250");
    }

    /** As RFC 5965 shows it. */
    private static String report(String type, String original) {
        return """
                From: <abusedesk@exemple.fr>
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=feedback-report; boundary="p"

                --p
                Content-Type: text/plain

                This is an email abuse report.
                --p
                Content-Type: message/feedback-report

                Feedback-Type: %s
                User-Agent: SomeGenerator/1.0
                Version: 1

                --p
                Content-Type: message/rfc822
                Content-Disposition: inline

                From: <ecole@preau.example>
                %s

                Spam Spam Spam
                --p--
                """.formatted(type, original);
    }

    private List<String> stopped() {
        return town.rows("select reason from suppressed_address where address = $1", CLAIRE).stream()
                .map(row -> row.getString(0))
                .toList();
    }
}
