package fr.preau.bridge.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MimeReaderTest {
    private static final String HEAD =
            "From: =?utf-8?q?Cl=C3=A9mence?= <Clemence@Exemple.fr>\r\nMessage-ID: <1@exemple.fr>\r\n"
                    + "Subject: =?iso-8859-1?Q?R=E9ponse?=\r\nMIME-Version: 1.0\r\n";

    @Test
    void a_plain_answer() throws Exception {
        var mail = read(HEAD
                + "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
                + "=C0 jeudi =\r\nmatin\r\n");

        assertEquals("À jeudi matin\n", mail.text());
        assertEquals("clemence@exemple.fr", mail.from().orElseThrow().text());
        assertEquals("1@exemple.fr", mail.messageId());
        assertEquals("Réponse", mail.headers().get("subject"));
    }

    @Test
    void of_two_forms_the_plain_one_and_attachments_are_counted() throws Exception {
        var mail = read(
                HEAD
                        + "Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n"
                        + "--b\r\nContent-Type: text/html\r\n\r\n<p>Oui</p>\r\n--b\r\nContent-Type: text/plain\r\n\r\nOui\r\n--b--\r\n"
                        + "--a\r\nContent-Type: image/jpeg\r\nContent-Disposition: attachment; filename=x.jpg\r\n\r\nxx\r\n"
                        + "--a\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=x.txt\r\n\r\nnon\r\n--a--\r\n");

        assertEquals("Oui", mail.text().strip());
        assertEquals(false, mail.html());
        assertEquals(2, mail.attachments());
    }

    @Test
    void html_alone_is_told_as_html() throws Exception {
        var mail = read(HEAD + "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString("<p>Été</p>".getBytes(StandardCharsets.UTF_8)) + "\r\n");

        assertTrue(mail.html());
        assertEquals("<p>Été</p>", mail.text());
    }

    @Test
    void what_a_server_says_of_an_e_mail_that_came_back() throws Exception {
        var mail = read(
                "From: MAILER-DAEMON@exemple.fr\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=r\r\n\r\n"
                        + "--r\r\nContent-Type: text/plain\r\n\r\nSorry\r\n--r\r\nContent-Type: message/delivery-status\r\n\r\n"
                        + "Reporting-MTA: dns; mx.exemple.fr\r\n\r\nFinal-Recipient: rfc822; claire@exemple.fr\r\nAction: failed\r\n"
                        + "Status: 5.0.0\r\nDiagnostic-Code: smtp; 550 5.1.1 <claire@exemple.fr>:\r\n  Recipient address rejected\r\n\r\n"
                        + "--r\r\nContent-Type: message/rfc822\r\n\r\nSubject: the first one\r\n\r\nBonjour\r\n--r--\r\n");

        assertEquals(1, mail.reports().size());
        assertEquals(
                new DeliveryReport("failed", new EnhancedStatus(5, 1, 1)),
                mail.reports().getFirst());
        assertEquals("Sorry", mail.text().strip(), "the e-mail that came back is not read as an answer");
    }

    @Test
    void nesting_parts_headers_and_lines_have_limits_that_are_told() {
        var nested = new StringBuilder(HEAD + "Content-Type: multipart/mixed; boundary=b0\r\n\r\n");
        for (int i = 0; i < 50; i++) {
            nested.append("--b")
                    .append(i)
                    .append("\r\nContent-Type: multipart/mixed; boundary=b")
                    .append(i + 1)
                    .append("\r\n\r\n");
        }
        refused(nested.toString(), "deep");
        refused(HEAD + "Content-Type: multipart/mixed; boundary=a\r\n\r\n" + "--a\r\n\r\nx\r\n".repeat(1_000), "parts");
        refused(HEAD + "X-A: b\r\n".repeat(1_000) + "\r\nx", "not well-formed");
        refused(HEAD + "To: " + "a@b.fr, ".repeat(100_000) + "\r\n\r\nx", "too long");
        refused(HEAD + "To: " + "a@b.fr,\r\n ".repeat(100_000) + "\r\n\r\nx", "too long");
    }

    @Test
    void odd_charsets_and_encodings_do_no_harm() throws Exception {
        assertEquals(
                "é",
                read(HEAD + "Content-Type: text/plain; charset=\"x-nonsense\"\r\n\r\n\u00e9", "iso-8859-1")
                        .text());
        assertEquals(
                "x",
                read(HEAD + "Content-Type: text/plain; charset=../../etc/passwd\r\n\r\nx")
                        .text());
        assertEquals(
                "x",
                read(HEAD + "Content-Type: text/plain\r\nContent-Transfer-Encoding: x-uuencode\r\n\r\nx")
                        .text());
        assertEquals("ab", read("Subject: a\u0000b\r\n\r\na\u0000b\u0007").text());
        read(HEAD + "Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n$$$not base64$$$");
        read("Subject: =?utf-8?B?////?= =?x?Q?=\r\nFrom: <<<>>>@@\r\n\r\nx");
        var large = read(HEAD + "Content-Type: text/plain\r\n\r\n" + ("x".repeat(900) + "\r\n").repeat(1_000));
        assertTrue(large.text().length() <= 200_000);
    }

    @Test
    void nothing_that_anybody_sends_breaks_it() {
        var random = new Random(7);
        String[] pieces = {
            "Content-Type: ",
            "multipart/mixed; boundary=a",
            "text/plain",
            "\r\n",
            "\n",
            "--a",
            "--a--",
            "message/rfc822",
            ";",
            ":",
            "charset=",
            "utf-16",
            "base64",
            "Content-Transfer-Encoding: ",
            "=?utf-8?B?",
            "?=",
            "\u0000",
            "é",
            " ",
            "\"",
            "(",
            "<",
            "a@b"
        };
        for (int round = 0; round < 3_000; round++) {
            var message = new StringBuilder();
            for (int piece = random.nextInt(60); piece > 0; piece--) {
                message.append(pieces[random.nextInt(pieces.length)]);
            }
            assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
                try {
                    read(message.toString());
                } catch (MimeReader.Unreadable told) {
                    return;
                }
            });
        }
    }

    private static void refused(String message, String word) {
        var refusal = assertThrows(MimeReader.Unreadable.class, () -> read(message));
        assertTrue(refusal.getMessage().contains(word), refusal.getMessage());
    }

    private static InboundMail read(String message) throws MimeReader.Unreadable {
        return read(message, "utf-8");
    }

    private static InboundMail read(String message, String charset) throws MimeReader.Unreadable {
        return MimeReader.read(message.getBytes(Charset.forName(charset)));
    }
}
