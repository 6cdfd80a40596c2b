package fr.preau.bridge.push.apns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eatthepath.pushy.apns.server.MockApnsServer;
import com.eatthepath.pushy.apns.server.MockApnsServerBuilder;
import com.eatthepath.pushy.apns.server.RejectedNotificationException;
import com.eatthepath.pushy.apns.server.RejectionReason;
import fr.preau.bridge.Failure;
import fr.preau.bridge.Outcome;
import fr.preau.bridge.push.PushDevice;
import fr.preau.bridge.push.PushMessage;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2Headers;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Against the server that pushy's makers give for tests, over real TLS and HTTP/2. */
@Timeout(30)
class ApnsSenderTest {
    private static final String POST = "6f1c0a3e-0000-4000-8000-000000000001";
    private static final PushMessage MESSAGE =
            new PushMessage(new PushDevice.App("ab".repeat(32)), POST, "liaison", Duration.ofHours(1), true);

    @TempDir
    static Path folder;

    private static Path signingKey;
    private static Path certificate;
    private static KeyStore tls;

    private static final Vertx VERTX = Vertx.vertx();
    private static int port;
    private static MockApnsServer apple;
    private static ApnsSender sender;
    private static volatile Optional<RejectionReason> refuses = Optional.empty();
    private static volatile Http2Headers head;
    private static volatile String body = "";

    private static void keys() throws Exception {
        var pairs = KeyPairGenerator.getInstance("EC");
        pairs.initialize(new ECGenParameterSpec("secp256r1"));
        signingKey = Files.writeString(
                folder.resolve("key.p8"),
                pem("PRIVATE KEY", pairs.generateKeyPair().getPrivate().getEncoded()));
        var store = folder.resolve("tls.p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "apple",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-validity",
                        "2",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "secret",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        assertEquals(0, keytool.waitFor(), () -> "keytool");
        tls = KeyStore.getInstance(store.toFile(), "secret".toCharArray());
        certificate = Files.writeString(
                folder.resolve("tls.pem"),
                pem("CERTIFICATE", tls.getCertificate("apple").getEncoded()));
    }

    /** One for all: each takes seconds to close. */
    @BeforeAll
    static void start() throws Exception {
        keys();
        port = freePort();
        apple = new MockApnsServerBuilder()
                .setServerCredentials(
                        new X509Certificate[] {(X509Certificate) tls.getCertificate("apple")},
                        (PrivateKey) tls.getKey("apple", "secret".toCharArray()),
                        null)
                .setHandlerFactory(session -> ApnsSenderTest::take)
                .build();
        done(apple.start(port));
        sender = ApnsSender.open(VERTX, Clock.systemUTC(), account(signingKey, port));
    }

    @AfterAll
    static void stop() throws Exception {
        sender.close().await();
        VERTX.close().await();
        done(apple.shutdown());
    }

    private static void take(Http2Headers headers, ByteBuf payload) throws RejectedNotificationException {
        head = headers;
        body = payload.toString(StandardCharsets.UTF_8);
        if (refuses.isPresent()) {
            throw new RejectedNotificationException(refuses.get());
        }
    }

    @Test
    void an_app_hears_an_id_and_a_category_and_words_of_its_own() {
        var outcome = send();

        assertInstanceOf(Outcome.Accepted.class, outcome);
        var said = new JsonObject(body);
        assertEquals(POST, said.getString("id"));
        assertEquals("liaison", said.getString("category"));
        assertEquals(
                "{\"alert\":{\"loc-key\":\"push.liaison\"},\"mutable-content\":1}",
                said.getJsonObject("aps").encode());
        assertEquals("fr.preau.app", head.get("apns-topic").toString());
        assertEquals(MESSAGE.topic(), head.get("apns-collapse-id").toString());
        assertEquals("10", head.get("apns-priority").toString());
        assertTrue(head.get("authorization").toString().startsWith("bearer "));
        assertTrue(head.get("apns-expiration") != null);
    }

    @ParameterizedTest
    @CsvSource({
        "UNREGISTERED, GONE, 410",
        "BAD_DEVICE_TOKEN, BAD_ADDRESS, 400",
        "DEVICE_TOKEN_NOT_FOR_TOPIC, BAD_ADDRESS, 400",
        "TOPIC_DISALLOWED, ACCOUNT, 400",
        "BAD_COLLAPSE_ID, OTHER, 400",
        "PAYLOAD_TOO_LARGE, TOO_BIG, 413"
    })
    void what_apple_refuses_has_its_meaning(RejectionReason reason, Failure failure, int code) {
        refuses = Optional.of(reason);

        assertEquals(new Outcome.Rejected(failure, code), send());
    }

    @ParameterizedTest
    @EnumSource(names = {"TOO_MANY_REQUESTS", "INTERNAL_SERVER_ERROR", "SERVICE_UNAVAILABLE"})
    void a_service_without_room_is_asked_later(RejectionReason reason) {
        refuses = Optional.of(reason);

        assertEquals(
                Failure.BUSY, assertInstanceOf(Outcome.RetryLater.class, send()).failure());
    }

    @Test
    void a_key_that_apple_does_not_take_waits_for_the_operator() {
        refuses = Optional.of(RejectionReason.INVALID_PROVIDER_TOKEN);

        assertEquals(
                Failure.ACCOUNT,
                assertInstanceOf(Outcome.RetryLater.class, send()).failure());
    }

    @Test
    void nobody_there_is_tried_later() throws Exception {
        var nobody = ApnsSender.open(VERTX, Clock.systemUTC(), account(signingKey, freePort()));

        var outcome =
                assertInstanceOf(Outcome.RetryLater.class, nobody.send(MESSAGE).await());

        assertEquals(Failure.NO_CONNECTION, outcome.failure());
        nobody.close().await();
    }

    @Test
    void a_file_that_is_no_key_is_told() throws Exception {
        var none = Files.writeString(folder.resolve("none.p8"), "nothing");

        assertThrows(
                IllegalArgumentException.class, () -> ApnsSender.open(VERTX, Clock.systemUTC(), account(none, port)));
    }

    private static Outcome send() {
        try {
            return sender.send(MESSAGE).await();
        } finally {
            refuses = Optional.empty();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static ApnsAccount account(Path key, int port) {
        return new ApnsAccount(
                "localhost",
                port,
                key,
                "KEY0000001",
                "TEAM000001",
                "fr.preau.app",
                Duration.ofSeconds(5),
                Optional.of(certificate));
    }

    /** Pushy's server gives a raw future. */
    private static void done(Object future) throws Exception {
        ((CompletableFuture<?>) future).get();
    }

    private static String pem(String what, byte[] encoded) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded) + "\n-----END " + what
                + "-----\n";
    }
}
