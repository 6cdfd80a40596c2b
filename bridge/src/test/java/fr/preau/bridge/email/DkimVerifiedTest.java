package fr.preau.bridge.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import fr.preau.bridge.Outcome;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The signature, in the judgement of OpenDKIM, before and after OpenSMTPD passed the e-mail on. */
class DkimVerifiedTest {
    private static final Path SMTPD = Path.of("/usr/sbin/smtpd");
    private static final Path OPENDKIM = Path.of("/usr/sbin/opendkim");

    @TempDir
    Path folder;

    private Vertx vertx;
    private GreenMail mailbox;
    private DkimKey key;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        mailbox = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mailbox.start();
        key = DkimKey.open(folder.resolve("keys/dkim.pem"), "preau.example", "preau");
    }

    @AfterEach
    void stop() throws Exception {
        mailbox.stop();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void the_key_is_made_once_for_its_owner_alone_and_its_dns_record_is_told() throws Exception {
        var file = folder.resolve("keys/dkim.pem");

        var again = DkimKey.open(file, "preau.example", "preau");

        assertEquals(key.dns(), again.dns());
        assertEquals("preau._domainkey.preau.example", key.dnsName());
        assertTrue(key.dns().startsWith("v=DKIM1; k=rsa; p=MII"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertFalse(key.toString().contains(key.pkcs8().value()));
        Files.writeString(file, "no key");
        assertThrows(IOException.class, () -> DkimKey.open(file, "preau.example", "preau"));
    }

    @Test
    void opendkim_finds_the_signature_good_and_a_changed_copy_bad() throws Exception {
        needs(OPENDKIM, "opendkim");

        send(mailbox.getSmtp().getPort());

        judged(received());
    }

    @Test
    void opensmtpd_passes_it_on_and_the_signature_still_holds() throws Exception {
        needs(OPENDKIM, "opendkim");
        needs(SMTPD, "opensmtpd");
        assumeTrue("root".equals(System.getProperty("user.name")), "skipped: OpenSMTPD starts for root only");
        int port = freePort();
        var conf = folder.resolve("smtpd.conf");
        Files.writeString(conf, """
                listen on 127.0.0.1 port %d
                action "on" relay host smtp://127.0.0.1:%d
                match from any for any action "on"
                """.formatted(port, mailbox.getSmtp().getPort()));
        var smtpd = new ProcessBuilder(SMTPD.toString(), "-d", "-f", conf.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("smtpd.log").toFile())
                .start();
        try {
            untilListening(port);

            send(port);

            var passedOn = received();
            assertTrue(passedOn.contains("(OpenSMTPD)"), passedOn);
            judged(passedOn);
        } finally {
            smtpd.destroy();
            assertTrue(smtpd.waitFor(10, TimeUnit.SECONDS));
        }
    }

    private void send(int port) throws Exception {
        var sender = new SmtpSender(vertx, Mails.account(port, Optional.of(key), Duration.ofSeconds(10)));
        var outcome = sender.send(Mails.to(Mails.PARENT))
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        assertInstanceOf(Outcome.Accepted.class, outcome);
    }

    private String received() throws Exception {
        assertTrue(mailbox.waitForIncomingEmail(20_000, 1));
        var bytes = new ByteArrayOutputStream();
        mailbox.getReceivedMessages()[0].writeTo(bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void judged(String message) throws Exception {
        assertEquals("verification succeeded", verdict(message));
        assertTrue(verdict(message.replace("jeudi", "mardi")).startsWith("verification failed"), "a changed text");
        assertTrue(
                verdict(message.replace("ecole@preau.example", "autre@preau.example"))
                        .startsWith("verification failed"),
                "a changed sender");
        assertTrue(
                verdict(message.replaceFirst("(?m)^List-Unsubscribe: .*\\R", ""))
                        .startsWith("verification failed"),
                "the way off the list taken out");
    }

    /** OpenDKIM ends with 0 whatever it finds, so its words count. */
    private String verdict(String message) throws Exception {
        var keys = folder.resolve("dns");
        Files.writeString(keys, key.dnsName() + " " + key.dns() + "\n");
        var conf = folder.resolve("opendkim.conf");
        Files.writeString(conf, "Mode v\nTestPublicKeys " + keys + "\n");
        var file = folder.resolve("message.eml");
        // Every line ended when it was sent; OpenDKIM does not see a message whose last line does not.
        Files.writeString(file, message.endsWith("\n") ? message : message + "\r\n");
        var opendkim = new ProcessBuilder(OPENDKIM.toString(), "-x", conf.toString(), "-t", file.toString())
                .redirectErrorStream(true)
                .start();
        var words = new String(opendkim.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(opendkim.waitFor(10, TimeUnit.SECONDS));
        return words.lines()
                .filter(line -> line.contains("verification"))
                .map(line ->
                        line.replaceFirst("^.*: verification", "verification").replaceFirst(" \\(.*\\)", ""))
                .findFirst()
                .orElse(words);
    }

    private static void needs(Path program, String packageName) {
        assumeTrue(
                Files.isExecutable(program),
                "skipped: there is no " + program + " here; apt-get install " + packageName + " brings it");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void untilListening(int port) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (true) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (ConnectException notYet) {
                if (System.nanoTime() > until) {
                    throw notYet;
                }
                Thread.onSpinWait();
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }
}
