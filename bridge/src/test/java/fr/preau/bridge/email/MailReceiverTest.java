package fr.preau.bridge.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Dialogues with the receiver, line by line. */
@Timeout(30)
class MailReceiverTest {
    private static final String OURS = "r+abc@reply.preau.example";

    private final List<String> taken = new CopyOnWriteArrayList<>();
    private MailReceiver receiver;

    @BeforeEach
    void start() {
        Inbox inbox = new Inbox() {
            @Override
            public Optional<SmtpReply> refuses(String recipient) {
                if (recipient.equals("bug@reply.preau.example")) {
                    throw new IllegalStateException("a bug");
                }
                return recipient.equals(OURS)
                        ? Optional.empty()
                        : Optional.of(new SmtpReply(550, "5.1.1 Adresse inconnue / unknown address"));
            }

            @Override
            public SmtpReply take(String envelope, List<String> recipients, byte[] message) {
                taken.add(new String(message, StandardCharsets.UTF_8));
                return SmtpReply.OK;
            }
        };
        receiver = MailReceiver.start(
                InetAddress.getLoopbackAddress(),
                0,
                "reply.preau.example",
                Optional.empty(),
                new MailReceiver.Bounds(10_000, 20, 5, Duration.ofSeconds(2)),
                inbox,
                InstantSource.system());
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void an_answer_is_taken_as_it_was_sent() throws Exception {
        try (var client = new Client()) {
            client.hears("220 ")
                    .says("EHLO there")
                    .hears("250")
                    .says("MAIL FROM:<claire@exemple.fr> SIZE=100")
                    .hears("250");
            client.says("RCPT TO:<" + OURS + ">").hears("250").says("DATA").hears("354");
            client.says("Subject: x")
                    .says("")
                    .says("..point")
                    .says("fin")
                    .says(".")
                    .hears("250 2.0.0")
                    .says("QUIT")
                    .hears("221");
        }
        assertEquals(List.of("Subject: x\r\n\r\n.point\r\nfin\r\n"), taken);
    }

    @Test
    void who_is_not_ours_is_refused_with_a_word_and_nothing_is_relayed() throws Exception {
        try (var client = new Client()) {
            client.greeted().says("RCPT TO:<quelqu.un@ailleurs.fr>").hears("550 5.1.1 Adresse inconnue");
            client.says("DATA").hears("503");
        }
        assertEquals(List.of(), taken);
    }

    @Test
    void who_guesses_addresses_is_cut_off() throws Exception {
        try (var client = new Client()) {
            client.greeted();
            for (int guess = 0; guess < 20; guess++) {
                client.says("RCPT TO:<r+" + guess + "@reply.preau.example>").hears("550");
            }
            client.says("RCPT TO:<r+x@reply.preau.example>").hears("421").ended();
        }
    }

    @Test
    void a_hundred_thousand_recipients_are_refused() throws Exception {
        try (var client = new Client()) {
            client.greeted();
            for (int one = 0; one < 10; one++) {
                client.says("RCPT TO:<" + OURS + ">").hears("250");
            }
            for (int more = 0; more < 20; more++) {
                client.says("RCPT TO:<" + OURS + ">").hears("452 4.5.3 Trop de destinataires");
            }
            client.says("RCPT TO:<" + OURS + ">").hears("421").ended();
        }
        assertEquals(List.of(), taken);
    }

    @Test
    void what_is_too_large_is_refused_and_its_rest_is_no_command() throws Exception {
        try (var client = new Client()) {
            client.greeted()
                    .says("RCPT TO:<" + OURS + ">")
                    .hears("250")
                    .says("DATA")
                    .hears("354");
            for (int line = 0; line < 300; line++) {
                client.says("RCPT TO:<somebody@else.fr> " + "x".repeat(50));
            }
            client.says(".").hears("552 5.3.4 Message trop grand").says("NOOP").hears("250");
        }
        try (var client = new Client()) {
            client.hears("220")
                    .says("EHLO x")
                    .hears("250")
                    .says("MAIL FROM:<a@b.fr> SIZE=1000000")
                    .hears("552");
        }
        try (var client = new Client()) {
            client.greeted()
                    .says("RCPT TO:<" + OURS + ">")
                    .hears("250")
                    .says("DATA")
                    .hears("354");
            for (int line = 0; line < 800; line++) {
                client.tries("x".repeat(70));
            }
            client.ended();
        }
        assertEquals(List.of(), taken);
    }

    @Test
    void a_dot_between_bare_line_feeds_ends_nothing() throws Exception {
        try (var client = new Client()) {
            client.greeted()
                    .says("RCPT TO:<" + OURS + ">")
                    .hears("250")
                    .says("DATA")
                    .hears("354");
            client.raw("Subject: x\r\n\r\nun\n.\nMAIL FROM:<x@y.fr>\r.\r\nRCPT TO:<a@b.fr>\r\n.\r\n")
                    .hears("250 2.0.0");
        }
        assertEquals(1, taken.size());
        assertTrue(taken.getFirst().contains("MAIL FROM:<x@y.fr>"));
    }

    @Test
    void a_fault_of_ours_is_told_as_one_of_ours() throws Exception {
        try (var client = new Client()) {
            client.greeted().says("RCPT TO:<bug@reply.preau.example>").hears("451 4.3.0");
        }
    }

    @Test
    void one_address_gets_five_connections_and_a_silent_one_ends() throws Exception {
        var open = new java.util.ArrayList<Client>();
        for (int one = 0; one < 5; one++) {
            open.add(new Client().hears("220"));
        }
        try (var sixth = new Client()) {
            sixth.hears("421");
        }
        open.getFirst().hears("421").ended();
        for (var client : open) {
            client.close();
        }
    }

    private final class Client implements AutoCloseable {
        private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), receiver.port());
        private final BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        private final OutputStream out = socket.getOutputStream();

        Client() throws IOException {
            socket.setSoTimeout(10_000);
        }

        Client greeted() throws IOException {
            return hears("220")
                    .says("EHLO there")
                    .hears("250")
                    .says("MAIL FROM:<claire@exemple.fr>")
                    .hears("250");
        }

        Client says(String line) throws IOException {
            return raw(line + "\r\n");
        }

        Client raw(String bytes) throws IOException {
            out.write(bytes.getBytes(StandardCharsets.UTF_8));
            return this;
        }

        /** As says, but the other side may have ended. */
        void tries(String line) {
            try {
                says(line);
            } catch (IOException ended) {
                return;
            }
        }

        Client hears(String beginning) throws IOException {
            String line = in.readLine();
            while (line != null && line.length() > 3 && line.charAt(3) == '-') {
                line = in.readLine();
            }
            assertTrue(line != null && line.startsWith(beginning), "heard " + line + " instead of " + beginning);
            return this;
        }

        /** Nothing more comes but the last words. */
        void ended() throws IOException {
            try {
                while (in.readLine() != null) {
                    continue;
                }
            } catch (java.net.SocketException reset) {
                return;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
