package fr.preau.bridge.push.fcm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.bridge.Failure;
import fr.preau.bridge.OnLoop;
import fr.preau.bridge.Outcome;
import fr.preau.bridge.push.PushDevice;
import fr.preau.bridge.push.PushMessage;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a Google of our own: one address for tokens, one for messages. */
@ExtendWith(VertxExtension.class)
@Timeout(30)
class FcmSenderTest {
    private static final String POST = "6f1c0a3e-0000-4000-8000-000000000001";
    private static final PushMessage MESSAGE =
            new PushMessage(new PushDevice.App("app-token:1"), POST, "safety", Duration.ofHours(1), true);

    private static KeyPair key;

    @TempDir
    Path folder;

    private final List<String> assertions = Collections.synchronizedList(new ArrayList<>());
    private final List<JsonObject> messages = Collections.synchronizedList(new ArrayList<>());
    private volatile int tokenStatus = 200;
    private volatile int status = 200;
    private volatile String error = "{}";
    private HttpServer google;

    @BeforeAll
    static void makeKey() throws Exception {
        var pairs = KeyPairGenerator.getInstance("RSA");
        pairs.initialize(2048);
        key = pairs.generateKeyPair();
    }

    @BeforeEach
    void start(Vertx vertx) {
        google = vertx.createHttpServer()
                .requestHandler(this::serve)
                .listen(0, "127.0.0.1")
                .await();
    }

    private void serve(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            if (request.path().equals("/token")) {
                assertions.add(body.toString());
                request.response()
                        .setStatusCode(tokenStatus)
                        .end("{\"access_token\":\"ya29.x" + assertions.size() + "\",\"expires_in\":3600}");
            } else {
                messages.add(body.toJsonObject()
                        .put("path", request.path())
                        .put("authorization", request.getHeader("Authorization")));
                request.response()
                        .setStatusCode(status)
                        .putHeader("Retry-After", "30")
                        .end(status == 200 ? "{\"name\":\"projects/preau/messages/0:1\"}" : error);
            }
        });
    }

    @Test
    void an_app_hears_an_id_and_a_category(Vertx vertx) throws Exception {
        var outcome = send(vertx, 1).getFirst();

        assertEquals(new Outcome.Accepted("0:1", 1), outcome);
        var heard = messages.getFirst();
        assertEquals("/v1/projects/preau/messages:send", heard.getString("path"));
        assertEquals("Bearer ya29.x1", heard.getString("authorization"));
        assertEquals(
                new JsonObject()
                        .put("token", "app-token:1")
                        .put("data", new JsonObject().put("id", POST).put("category", "safety"))
                        .put(
                                "android",
                                new JsonObject()
                                        .put("priority", "HIGH")
                                        .put("ttl", "3600s")
                                        .put("collapse_key", MESSAGE.topic())),
                heard.getJsonObject("message"));
    }

    @Test
    void the_service_account_signs_for_one_token_that_serves_many_messages(Vertx vertx) throws Exception {
        send(vertx, 5);

        assertEquals(5, messages.size());
        assertEquals(1, assertions.size());
        var form = URLDecoder.decode(assertions.getFirst(), StandardCharsets.UTF_8);
        assertTrue(form.startsWith("grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion="));
        var parts = form.substring(form.lastIndexOf('=') + 1).split("\\.");
        var claims = new JsonObject(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
        assertEquals("hub@preau.example", claims.getString("iss"));
        assertEquals("https://www.googleapis.com/auth/firebase.messaging", claims.getString("scope"));
        assertEquals(base() + "/token", claims.getString("aud"));
        assertEquals(600, claims.getLong("exp") - claims.getLong("iat"));
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(key.getPublic());
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertTrue(signature.verify(Base64.getUrlDecoder().decode(parts[2])));
    }

    @ParameterizedTest
    @CsvSource({
        "404, UNREGISTERED, Rejected GONE",
        "404, NOT_FOUND, RetryLater ACCOUNT",
        "403, SENDER_ID_MISMATCH, Rejected ACCOUNT",
        "403, PERMISSION_DENIED, RetryLater ACCOUNT",
        "401, UNAUTHENTICATED, RetryLater ACCOUNT",
        "400, INVALID_ARGUMENT, Rejected OTHER",
        "429, QUOTA_EXCEEDED, RetryLater BUSY",
        "500, INTERNAL, RetryLater BUSY",
        "503, UNAVAILABLE, RetryLater BUSY"
    })
    void what_google_refuses_has_its_meaning(int answer, String word, String expected, Vertx vertx) throws Exception {
        status = answer;
        error = "{\"error\":{\"code\":" + answer + ",\"details\":[{\"errorCode\":\"" + word + "\"}]}}";

        var outcome = send(vertx, 1).getFirst();

        assertEquals(
                expected,
                switch (outcome) {
                    case Outcome.Rejected(Failure failure, int code) -> "Rejected " + failure;
                    case Outcome.RetryLater(Duration after, Failure failure, int code) -> "RetryLater " + failure;
                    default -> outcome.toString();
                });
        assertEquals(1, messages.size(), "one request a try");
    }

    @Test
    void a_token_that_was_refused_is_not_used_again(Vertx vertx) throws Exception {
        status = 401;

        send(vertx, 2);

        assertEquals(
                List.of("Bearer ya29.x1", "Bearer ya29.x2"),
                messages.stream().map(heard -> heard.getString("authorization")).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401})
    void a_service_account_that_is_not_taken_waits_for_the_operator(int answer, Vertx vertx) throws Exception {
        tokenStatus = answer;

        var outcome = assertInstanceOf(Outcome.RetryLater.class, send(vertx, 1).getFirst());

        assertEquals(Failure.ACCOUNT, outcome.failure());
        assertTrue(messages.isEmpty());
    }

    @Test
    void a_file_that_is_no_service_account_is_told() throws Exception {
        for (String text : List.of("", "[]", "{}", "{\"project_id\": 1}", "nothing")) {
            var file = Files.writeString(folder.resolve("none.json"), text);
            assertThrows(IllegalArgumentException.class, () -> read(file));
        }
        assertThrows(IllegalArgumentException.class, () -> read(folder.resolve("missing.json")));
    }

    private List<Outcome> send(Vertx vertx, int times) throws Exception {
        var file = Files.writeString(
                folder.resolve("account.json"),
                new JsonObject()
                        .put("project_id", "preau")
                        .put("client_email", "hub@preau.example")
                        .put(
                                "private_key",
                                "-----BEGIN PRIVATE KEY-----\n"
                                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                                .encodeToString(key.getPrivate().getEncoded())
                                        + "\n-----END PRIVATE KEY-----\n")
                        .put("token_uri", base() + "/token")
                        .encode());
        var sender = new FcmSender(vertx, Clock.systemUTC(), read(file));
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            outcomes.add(OnLoop.await(vertx, () -> sender.send(MESSAGE)));
        }
        sender.close().await();
        return outcomes;
    }

    private FcmAccount read(Path file) {
        return FcmAccount.read(file, URI.create(base()), Duration.ofSeconds(2), Duration.ofSeconds(2), 5);
    }

    private String base() {
        return "http://127.0.0.1:" + google.actualPort();
    }
}
