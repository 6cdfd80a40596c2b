package fr.preau.bridge.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import fr.preau.bridge.Failure;
import fr.preau.bridge.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.mail.Multipart;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpSenderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private Vertx vertx;
    private ScriptedServer server;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        server = new ScriptedServer();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        await(vertx.close());
    }

    @Test
    void a_real_server_gets_names_words_and_both_texts_as_they_were_written() throws Exception {
        var mailbox = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mailbox.start();
        try {
            // The first e-mail of a JVM loads a lot: on a busy machine that takes longer than a test of silence should.
            var account = Mails.account(mailbox.getSmtp().getPort(), Optional.empty(), Duration.ofSeconds(15));
            var sender = new SmtpSender(vertx, account);

            var outcome = await(sender.send(Mails.to(Mails.PARENT)));

            assertEquals(new Outcome.Accepted("<delivery.42@preau.example>", 1), outcome);
            assertTrue(mailbox.waitForIncomingEmail(5_000, 1));
            var got = mailbox.getReceivedMessages()[0];
            assertEquals(
                    "École « Les Tilleuls » <ecole@preau.example>",
                    jakarta.mail.internet.MimeUtility.decodeText(got.getHeader("From", null)));
            assertEquals(Mails.to(Mails.PARENT).subject(), got.getSubject());
            assertEquals("<delivery.42@preau.example>", got.getMessageID());
            assertEquals("<post.7@preau.example>", got.getHeader("References", null));
            assertEquals("<r+abc@reply.preau.example>", got.getHeader("Reply-To", null));
            assertEquals("<https://preau.example/u/abc>", got.getHeader("List-Unsubscribe", null));
            assertEquals("List-Unsubscribe=One-Click", got.getHeader("List-Unsubscribe-Post", null));
            assertEquals("auto-generated", got.getHeader("Auto-Submitted", null));
            assertEquals("<bounce+abc@reply.preau.example>", got.getHeader("Return-Path", null));
            assertEquals(Mails.to(Mails.PARENT).at(), got.getSentDate().toInstant());
            var parts = (Multipart) got.getContent();
            assertTrue(got.getContentType().startsWith("multipart/alternative"));
            assertEquals(
                    Mails.to(Mails.PARENT).text().strip(),
                    parts.getBodyPart(0)
                            .getContent()
                            .toString()
                            .replace("\r\n", "\n")
                            .strip());
            assertTrue(parts.getBodyPart(1).getContent().toString().contains("<p>Bonjour,</p>"));
            await(sender.close());
        } finally {
            mailbox.stop();
        }
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(textBlock = """
                    RCPT, 550 5.1.1 no such user,           BAD_ADDRESS, true
                    RCPT, 550 no such user,                 BAD_ADDRESS, true
                    RCPT, 550 5.2.1 mailbox disabled,       GONE,        true
                    RCPT, 552 5.2.2 mailbox full,           FULL,        false
                    RCPT, 550 5.7.1 blocked,                FILTERED,    false
                    .,    554 5.7.1 looks like spam,        FILTERED,    false
                    .,    552 too large,                    TOO_BIG,     false
                    .,    554 5.6.0 bad content,            OTHER,       false
                    """)
    void a_refusal_for_good_says_why(String command, String answer, Failure failure, boolean permanent)
            throws Exception {
        server.answering(command, answer);

        var outcome = await(sender(server.port()).send(Mails.to(Mails.PARENT)));

        var rejected = assertInstanceOf(Outcome.Rejected.class, outcome);
        assertEquals(failure, rejected.failure());
        assertEquals(Integer.parseInt(answer.substring(0, 3)), rejected.code());
        assertEquals(permanent, rejected.permanent());
        assertEquals(1, server.envelopes.get());
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(textBlock = """
                    RCPT,     450 4.2.0 greylisted,          BUSY
                    RCPT,     452 4.2.2 mailbox full,        FULL
                    .,        451 4.3.0 try again,           BUSY
                    GREETING, 421 4.7.0 too many,            BUSY
                    GREETING, 554 5.7.1 you are blocked,     ACCOUNT
                    MAIL,     550 5.7.1 sender not allowed,  ACCOUNT
                    """)
    void a_refusal_for_now_is_tried_again_later(String command, String answer, Failure failure) throws Exception {
        server.answering(command, answer);

        var outcome = await(sender(server.port()).send(Mails.to(Mails.PARENT)));

        var later = assertInstanceOf(Outcome.RetryLater.class, outcome);
        assertEquals(failure, later.failure());
        assertEquals(0, server.texts.get() - (command.equals(".") ? 1 : 0));
    }

    @Test
    void nobody_listens() throws Exception {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        var outcome = await(sender(port).send(Mails.to(Mails.PARENT)));

        assertEquals(
                Failure.NO_CONNECTION,
                assertInstanceOf(Outcome.RetryLater.class, outcome).failure());
    }

    @Test
    void a_server_that_never_greets_got_nothing_and_never_will() throws Exception {
        server.answering("GREETING", "");

        var outcome = await(sender(server.port()).send(Mails.to(Mails.PARENT)));

        assertEquals(
                Failure.NO_CONNECTION,
                assertInstanceOf(Outcome.RetryLater.class, outcome).failure());
        assertEquals(0, server.envelopes.get());
    }

    @ParameterizedTest
    @CsvSource({"'', no answer in time", "cut, connection lost"})
    void after_the_text_silence_is_no_knowledge_and_nothing_is_sent_again(String answer, String reason)
            throws Exception {
        server.answering(".", answer);

        var outcome = await(sender(server.port()).send(Mails.to(Mails.PARENT)));

        assertInstanceOf(Outcome.Unknown.class, outcome);
        assertEquals(1, server.texts.get());
        assertEquals(1, server.envelopes.get());
    }

    @Test
    void a_slow_server_is_not_asked_more_than_it_has_connections() throws Exception {
        var sender = sender(server.port());
        List<Future<Outcome>> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add(sender.send(Mails.to("parent" + i + "@exemple.fr")));
        }

        await(Future.all(all));

        assertTrue(all.stream().allMatch(done -> done.result() instanceof Outcome.Accepted));
        assertEquals(200, server.texts.get());
        assertTrue(server.connections.get() <= 4, server.connections + " connections");
    }

    @Test
    void what_is_no_address_is_refused_before_anything_is_written() throws Exception {
        for (String wrong :
                List.of("x", "@y.fr", "a b@c.fr", "a@b..fr", "a@b.fr>\r\nRCPT TO:<c@d.fr", "\"a b\"@c.fr", "")) {
            var outcome = await(sender(server.port()).send(Mails.to(wrong)));
            assertEquals(
                    Failure.BAD_ADDRESS,
                    assertInstanceOf(Outcome.Rejected.class, outcome).failure(),
                    wrong);
        }
        assertEquals(0, server.connections.get());
    }

    @Test
    void line_breaks_in_a_title_or_name_make_no_new_header() {
        var mail = Mails.to(Mails.PARENT);
        var sly = new Mail(
                mail.id(),
                Optional.empty(),
                new Mail.From("A\r\nBcc: x@y.fr", "a@b.fr"),
                mail.envelope(),
                mail.to(),
                Optional.empty(),
                Optional.empty(),
                "Titre\r\nBcc: tous@exemple.fr\u2028x",
                "",
                "",
                mail.at());

        var headers = MailHeaders.of(sly, "b.fr");

        assertEquals("Titre Bcc: tous@exemple.fr x", headers.get("Subject"));
        assertEquals("\"A Bcc: x@y.fr\" <a@b.fr>", headers.get("From"));
        assertFalse(headers.contains("Bcc"));
    }

    private SmtpSender sender(int port) {
        return new SmtpSender(vertx, Mails.account(port, Optional.empty(), PATIENCE));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
