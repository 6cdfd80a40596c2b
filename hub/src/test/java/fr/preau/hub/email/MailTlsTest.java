package fr.preau.hub.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.bridge.email.Inbox;
import fr.preau.bridge.email.MailReceiver;
import fr.preau.bridge.email.SmtpReply;
import fr.preau.config.Settings.Email.Inbound;
import fr.preau.hub.ground.StartFailure;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The receiver of e-mail under TLS: whole e-mails by a mail client, tricks by a socket. */
@Timeout(30)
class MailTlsTest {
    private static final String DOMAIN = "localhost";
    private static final String OURS = "r+abc@localhost";

    @TempDir
    Path keys;

    private final List<String> taken = new CopyOnWriteArrayList<>();
    private MailCertificate certificate;
    private MailReceiver receiver;

    @BeforeEach
    void start() {
        certificate = MailCertificate.open(inbound(Optional.empty()), Instant.now());
        var inbox = new Inbox() {
            @Override
            public Optional<SmtpReply> refuses(String recipient) {
                return Optional.empty();
            }

            @Override
            public SmtpReply take(String envelope, List<String> recipients, byte[] message) {
                taken.add(envelope + ": " + new String(message, StandardCharsets.UTF_8));
                return SmtpReply.OK;
            }
        };
        receiver = MailReceiver.start(
                InetAddress.getLoopbackAddress(),
                0,
                DOMAIN,
                Optional.of(certificate.context()),
                MailReceiver.Bounds.STANDARD,
                inbox,
                InstantSource.system());
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    private Inbound inbound(Optional<Path> file) {
        return new Inbound(true, "127.0.0.1", 0, DOMAIN, file, keys.resolve("mail-tls.pem"));
    }

    @Test
    void a_mail_client_that_asks_for_tls_and_checks_the_certificate_delivers() throws Exception {
        var settings = new Properties();
        settings.put("mail.smtp.host", DOMAIN);
        settings.put("mail.smtp.port", String.valueOf(receiver.port()));
        settings.put("mail.smtp.starttls.enable", "true");
        settings.put("mail.smtp.starttls.required", "true");
        settings.put("mail.smtp.ssl.checkserveridentity", "true");
        settings.put("mail.smtp.ssl.socketFactory", trusting().getSocketFactory());
        var message = new MimeMessage(Session.getInstance(settings));
        message.setFrom(new InternetAddress("claire@exemple.fr"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(OURS));
        message.setSubject("Piscine");
        message.setText("Oui.");

        Transport.send(message);

        assertEquals(1, taken.size());
        assertTrue(taken.getFirst().contains("Subject: Piscine"));
    }

    @Test
    void what_was_pipelined_in_plain_behind_starttls_is_thrown_away() throws Exception {
        try (var client = new Client()) {
            client.hears("220").says("EHLO there\r\n").hears("250");

            // CVE-2011-0411: all in one write, so that it lies in the receiver's buffer when TLS begins
            client.says("STARTTLS\r\nEHLO thief\r\nMAIL FROM:<voleur@exemple.fr>\r\nRCPT TO:<" + OURS
                            + ">\r\nDATA\r\nSubject: injecte\r\n\r\nx\r\n.\r\n")
                    .hears("220")
                    .encrypted();

            // No answer to any of it comes: the next one is that to the next command, which finds no sender
            client.says("NOOP\r\n")
                    .hears("250 Ok")
                    .says("RCPT TO:<" + OURS + ">\r\n")
                    .hears("503");
        }
        assertEquals(List.of(), taken);
    }

    @Test
    void what_was_said_before_tls_counts_for_nothing() throws Exception {
        try (var client = new Client()) {
            client.hears("220").says("EHLO there\r\n").hears("250");
            client.says("MAIL FROM:<voleur@exemple.fr>\r\n").hears("250");
            client.says("RCPT TO:<" + OURS + ">\r\n").hears("250");
            client.says("STARTTLS\r\n").hears("220").encrypted();

            client.says("DATA\r\n").hears("503");
        }
        assertEquals(List.of(), taken);
    }

    @Test
    void who_goes_on_in_plain_after_starttls_is_cut_off() throws Exception {
        try (var client = new Client()) {
            client.hears("220").says("EHLO there\r\n").hears("250");
            client.says("STARTTLS\r\n").hears("220");

            client.says("MAIL FROM:<voleur@exemple.fr>\r\nRCPT TO:<" + OURS
                    + ">\r\nDATA\r\nSubject: clair\r\n\r\nx\r\n.\r\n");

            client.ends();
        }
        assertEquals(List.of(), taken);
    }

    @Test
    void the_key_stays_from_one_start_to_the_next_and_a_configured_certificate_is_shown() throws Exception {
        var again = MailCertificate.open(inbound(Optional.empty()), Instant.now());
        assertEquals(
                certificate.chain().getFirst().getPublicKey(),
                again.chain().getFirst().getPublicKey());

        var file = keys.resolve("certificate.pem");
        Files.writeString(
                file,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(certificate.chain().getFirst().getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        assertEquals(
                certificate.chain(),
                MailCertificate.open(inbound(Optional.of(file)), Instant.now()).chain());

        Files.delete(keys.resolve("mail-tls.pem"));
        MailCertificate.open(inbound(Optional.empty()), Instant.now());
        var told =
                assertThrows(StartFailure.class, () -> MailCertificate.open(inbound(Optional.of(file)), Instant.now()));
        assertTrue(String.valueOf(told.getMessage()).contains("the key is not that of the certificate"));
    }

    private SSLContext trusting() throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("mail", certificate.chain().getFirst());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private final class Client implements AutoCloseable {
        private Socket socket = new Socket(InetAddress.getLoopbackAddress(), receiver.port());
        private BufferedReader in = reader();

        Client() throws IOException {
            socket.setSoTimeout(10_000);
        }

        private BufferedReader reader() throws IOException {
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        void encrypted() throws Exception {
            var tls = (SSLSocket) trusting().getSocketFactory().createSocket(socket, DOMAIN, receiver.port(), true);
            tls.startHandshake();
            socket = tls;
            in = reader();
        }

        Client says(String bytes) throws IOException {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
            return this;
        }

        Client hears(String beginning) throws IOException {
            String line = in.readLine();
            while (line != null && line.length() > 3 && line.charAt(3) == '-') {
                line = in.readLine();
            }
            assertTrue(line != null && line.startsWith(beginning), "heard " + line + " instead of " + beginning);
            return this;
        }

        /** No answer of SMTP comes any more, only TLS's alert and the end. */
        void ends() throws IOException {
            try {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    assertTrue(!line.startsWith("250") && !line.startsWith("354"), line);
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
