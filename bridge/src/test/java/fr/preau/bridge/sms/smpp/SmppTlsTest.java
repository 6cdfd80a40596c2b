package fr.preau.bridge.sms.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.bridge.Failure;
import fr.preau.bridge.Outcome;
import fr.preau.bridge.Report;
import fr.preau.bridge.sms.SmsInbound;
import fr.preau.bridge.sms.SmsMessage;
import fr.preau.bridge.sms.smpp.SmppAccount.LongMessages;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.File;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encrypted SMPP to a message centre whose certificate is right, of another authority, or of another host. */
@ExtendWith(VertxExtension.class)
@Timeout(30)
class SmppTlsTest {
    private static final char[] PASSWORD = "geheim".toCharArray();

    private static KeyStore keys;
    private static SSLContext before;
    private MessageCentre centre;
    private SmppSms sms;

    /** This Java trusts the authority "ours" alone. */
    @BeforeAll
    static void certificates(@TempDir Path folder) throws Exception {
        var file = folder.resolve("keys.p12").toFile();
        pair(file, "ours", "-ext", "bc:c");
        pair(file, "theirs", "-ext", "bc:c");
        pair(file, "right", "-signer", "ours", "-ext", "san=ip:127.0.0.1");
        pair(file, "stranger", "-signer", "theirs", "-ext", "san=ip:127.0.0.1");
        pair(file, "other-host", "-signer", "ours", "-ext", "san=dns:smpp.example");
        keys = KeyStore.getInstance(file, PASSWORD);
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ours", keys.getCertificate("ours"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        before = SSLContext.getDefault();
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        SSLContext.setDefault(context);
    }

    @AfterAll
    static void asBefore() {
        SSLContext.setDefault(before);
    }

    @AfterEach
    void stop() throws Exception {
        sms.close().await();
        centre.close();
    }

    @Test
    void the_right_certificate_is_bound_and_carries_requests(Vertx vertx) throws Exception {
        open(vertx, encrypted("right"));
        until(sms::isBound);

        assertEquals(new Outcome.Accepted("id1", 1), send());
        assertEquals(1, centre.requests.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"stranger", "other-host"})
    void a_wrong_certificate_is_for_the_operator_and_gets_neither_password_nor_request(String name, Vertx vertx)
            throws Exception {
        open(vertx, encrypted(name));
        until(() -> centre.connections.get() >= 2);

        assertEquals(new Outcome.RetryLater(SmppCodes.SETTINGS_WAIT, Failure.ACCOUNT, 0), send());
        assertNothingWasSaid();
    }

    @Test
    void a_server_without_encryption_gets_neither_password_nor_request(Vertx vertx) throws Exception {
        open(vertx, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        until(() -> centre.connections.get() >= 2);

        assertEquals(new Outcome.RetryLater(Duration.ZERO, Failure.NO_CONNECTION, 0), send());
        assertNothingWasSaid();
    }

    private void assertNothingWasSaid() {
        assertFalse(sms.isBound());
        assertEquals(0, centre.binds.get());
        assertEquals(0, centre.requests.size());
    }

    private void open(Vertx vertx, ServerSocket socket) throws Exception {
        centre = new MessageCentre(socket);
        sms = new SmppSms(vertx, centre.account(LongMessages.PAYLOAD, true), new Nobody(), new Random(1));
    }

    private Outcome send() {
        return sms.send(new SmsMessage(42, 1, "+33639980001", "Bonjour")).await();
    }

    private static ServerSocket encrypted(String name) throws Exception {
        var own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry(name, keys.getKey(name, PASSWORD), PASSWORD, keys.getCertificateChain(name));
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(own, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        KeyManager[] ours = managers.getKeyManagers();
        context.init(ours, null, null);
        return context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    private static void pair(File store, String name, String... more) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair"));
        command.addAll(List.of("-keyalg", "EC", "-alias", name, "-dname", "CN=" + name, "-validity", "2"));
        command.addAll(List.of("-keystore", store.getPath(), "-storepass", new String(PASSWORD)));
        command.addAll(List.of(more));
        var keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertEquals(0, keytool.waitFor(), () -> "keytool for " + name);
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 1_000 && !condition.getAsBoolean(); i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertTrue(condition.getAsBoolean());
    }

    private record Nobody() implements SmppSide {
        @Override
        public Future<Void> report(Report report) {
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> inbound(SmsInbound message) {
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> part(SmsPart part) {
            return Future.succeededFuture();
        }
    }
}
