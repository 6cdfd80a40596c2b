package fr.preau.bridge.push.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.interaso.webpush.VapidKeys;
import fr.preau.bridge.Failure;
import fr.preau.bridge.OnLoop;
import fr.preau.bridge.Outcome;
import fr.preau.bridge.push.PushDevice;
import fr.preau.bridge.push.PushMessage;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a push service that decrypts by somebody else's code, and against one of our own that misbehaves. */
@ExtendWith(VertxExtension.class)
@Timeout(30)
class WebPushSenderTest {
    private static final VapidKeys KEYS = VapidKeys.generate();
    private static final String OPEN =
            Base64.getUrlEncoder().withoutPadding().encodeToString(KEYS.getApplicationServerKey());
    private static final String POST = "6f1c0a3e-0000-4000-8000-000000000001";
    private static DecryptingService service;

    @BeforeAll
    static void start() throws IOException {
        service = new DecryptingService();
    }

    @AfterAll
    static void stop() throws IOException {
        service.close();
    }

    @Test
    void what_is_sent_can_be_decrypted_by_the_browser_and_says_an_id_and_a_category_only(Vertx vertx) throws Exception {
        var browser = service.subscribe(OPEN);

        var outcome = send(vertx, service.base, message(browser.device()));

        assertInstanceOf(Outcome.Accepted.class, outcome);
        assertEquals(
                List.of("{\"id\":\"" + POST + "\",\"category\":\"town_bulletin\"}"),
                service.messages(browser).getList());
    }

    @Test
    void one_signature_serves_many_messages(Vertx vertx) throws Exception {
        var heard = Collections.synchronizedList(new ArrayList<MultiMap>());
        var own = own(vertx, heard, response -> response.setStatusCode(201).end());
        var sender = sender(vertx, base(own));

        OnLoop.await(vertx, () -> sender.send(message(device(own))));
        OnLoop.await(vertx, () -> sender.send(message(device(own))));

        var first = heard.getFirst();
        assertEquals(first.get("Authorization"), heard.getLast().get("Authorization"));
        assertTrue(first.get("Authorization").startsWith("vapid t="), first.get("Authorization"));
        assertEquals("3600", first.get("TTL"));
        assertEquals("high", first.get("Urgency"));
        assertEquals("aes128gcm", first.get("Content-Encoding"));
        assertTrue(first.get("Topic").matches("[A-Za-z0-9_-]{1,32}"), first.get("Topic"));
        sender.close().await();
    }

    @Test
    void a_later_message_about_the_same_post_takes_the_place_of_the_first_and_devices_cannot_be_linked() {
        var one = new PushDevice.Browser("https://fcm.googleapis.com/one", new byte[65], new byte[16]);
        var other = new PushDevice.Browser("https://fcm.googleapis.com/other", new byte[65], new byte[16]);

        assertEquals(message(one).topic(), message(one).topic());
        assertNotEquals(message(one).topic(), message(other).topic());
    }

    @Test
    void a_message_that_was_tampered_with_on_its_way_is_refused_by_the_browsers_service(Vertx vertx) throws Exception {
        var browser = service.subscribe(OPEN);
        var sealed =
                new Sealing(account(service.base), Clock.systemUTC()).seal(message(browser.device()), browser.device());
        sealed.body()[sealed.body().length - 1] ^= 1;
        var request = HttpRequest.newBuilder(URI.create(browser.device().endpoint()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(sealed.body()));
        sealed.headers().forEach(request::header);

        try (var http = HttpClient.newHttpClient()) {
            assertEquals(
                    400,
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString())
                            .statusCode());
        }
        assertTrue(service.messages(browser).isEmpty());
    }

    @Test
    void a_subscription_that_ended_is_gone(Vertx vertx) throws Exception {
        var browser = service.subscribe(OPEN);
        service.expire(browser);

        assertEquals(new Outcome.Rejected(Failure.GONE, 410), send(vertx, service.base, message(browser.device())));
    }

    @ParameterizedTest
    @CsvSource({
        "404, Rejected[failure=GONE]",
        "410, Rejected[failure=GONE]",
        "413, Rejected[failure=TOO_BIG]",
        "400, Rejected[failure=ACCOUNT]",
        "401, Rejected[failure=ACCOUNT]",
        "403, Rejected[failure=ACCOUNT]",
        "301, Rejected[failure=OTHER]",
        "429, RetryLater[failure=BUSY]",
        "500, RetryLater[failure=BUSY]",
        "503, RetryLater[failure=BUSY]"
    })
    void each_answer_has_its_meaning_and_only_404_and_410_end_a_subscription(int status, String expected, Vertx vertx) {
        var heard = Collections.synchronizedList(new ArrayList<MultiMap>());
        var own = own(
                vertx,
                heard,
                response -> response.setStatusCode(status)
                        .putHeader("Location", base(null) + "/elsewhere")
                        .end());

        var outcome = send(vertx, base(own), message(device(own)));

        var shown = switch (outcome) {
            case Outcome.Rejected(Failure failure, int code) -> "Rejected[failure=" + failure + "]";
            case Outcome.RetryLater(Duration after, Failure failure, int code) -> "RetryLater[failure=" + failure + "]";
            default -> outcome.toString();
        };
        assertEquals(expected, shown);
        assertEquals(1, heard.size(), "one request a try");
    }

    @Test
    void a_push_service_without_room_says_when_to_come_back(Vertx vertx) {
        var own = own(
                vertx,
                new ArrayList<>(),
                response -> response.setStatusCode(429)
                        .putHeader("Retry-After", "120")
                        .end());

        assertEquals(
                new Outcome.RetryLater(Duration.ofMinutes(2), Failure.BUSY, 429),
                send(vertx, base(own), message(device(own))));
    }

    @Test
    void without_an_answer_it_is_tried_later_as_a_second_copy_takes_the_place_of_the_first(Vertx vertx) {
        var own = own(vertx, new ArrayList<>(), response -> {});

        assertEquals(
                new Outcome.RetryLater(Duration.ZERO, Failure.NO_CONNECTION, 0),
                send(vertx, base(own), message(device(own))));
    }

    @Test
    void more_than_a_push_service_has_to_take_is_not_sent(Vertx vertx) throws Exception {
        var browser = service.subscribe(OPEN);
        int head = new PushMessage(browser.device(), "", "", Duration.ZERO, false).payload().length;
        var fits = new PushMessage(browser.device(), "x".repeat(3_993 - head), "", Duration.ofHours(1), false);
        var not = new PushMessage(browser.device(), "x".repeat(3_994 - head), "", Duration.ofHours(1), false);

        assertEquals(new Outcome.Rejected(Failure.TOO_BIG, 0), send(vertx, service.base, not));
        assertInstanceOf(Outcome.Accepted.class, send(vertx, service.base, fits));
        assertEquals(1, service.messages(browser).size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://fcm.googleapis.com/x",
                "https://fcm.googleapis.com:8443/x",
                "https://user@fcm.googleapis.com/x",
                "https://fcm.googleapis.com.evil.example/x",
                "https://evil.example/fcm.googleapis.com",
                "https://push.services.mozilla.com/x",
                "https://xpush.services.mozilla.com/x",
                "https://127.0.0.1/x",
                "https://[::1]/x",
                "https://169.254.169.254/latest",
                "http://localhost:1/x",
                "https://localhost/x",
                "ftp://fcm.googleapis.com/x",
                "//fcm.googleapis.com/x",
                "fcm.googleapis.com/x",
                "javascript:alert(1)",
                " ",
                ""
            })
    void an_address_that_is_no_known_push_service_is_never_called(String endpoint) {
        var services = new PushServices(
                List.of("fcm.googleapis.com", "*.push.services.mozilla.com"),
                Optional.of(URI.create("http://localhost:2")));

        assertEquals(Optional.empty(), services.address(endpoint));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://fcm.googleapis.com/fcm/send/abc",
                "https://FCM.googleapis.com:443/fcm/send/abc",
                "https://updates.push.services.mozilla.com/wpush/v2/abc",
                "http://localhost:2/sandbox"
            })
    void known_push_services_are(String endpoint) {
        var services = new PushServices(
                List.of("fcm.googleapis.com", "*.push.services.mozilla.com"),
                Optional.of(URI.create("http://localhost:2")));

        assertTrue(services.address(endpoint).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "255.255.255.255",
                "198.18.0.1",
                "::1",
                "::",
                "fe80::1",
                "fd00::1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "::ffff:127.0.0.1"
            })
    void a_name_that_leads_into_the_house_is_not_followed(String address, Vertx vertx) throws Exception {
        assertTrue(PushServices.inside(InetAddress.getByName(address)));
        var sender = new WebPushSender(vertx, Clock.systemUTC(), account(service.base), host ->
                new InetAddress[] {InetAddress.getByName("142.250.1.1"), InetAddress.getByName(address)});
        var device =
                new PushDevice.Browser("https://fcm.googleapis.com/x", KEYS.getApplicationServerKey(), new byte[16]);

        assertEquals(
                new Outcome.Rejected(Failure.BAD_ADDRESS, 0), OnLoop.await(vertx, () -> sender.send(message(device))));
        sender.close().await();
    }

    @Test
    void addresses_outside_are_not_inside() throws Exception {
        assertFalse(PushServices.inside(InetAddress.getByName("142.250.1.1")));
        assertFalse(PushServices.inside(InetAddress.getByName("2a00:1450:4007::1")));
    }

    @Test
    void keys_that_are_none_are_a_bad_address(Vertx vertx) {
        var own = own(
                vertx,
                new ArrayList<>(),
                response -> response.setStatusCode(201).end());
        var device = new PushDevice.Browser(base(own) + "/x", new byte[65], new byte[16]);

        assertEquals(new Outcome.Rejected(Failure.BAD_ADDRESS, 0), send(vertx, base(own), message(device)));
    }

    private static PushMessage message(PushDevice device) {
        return new PushMessage(device, POST, "town_bulletin", Duration.ofHours(1), true);
    }

    private static Outcome send(Vertx vertx, URI own, PushMessage message) {
        var sender = sender(vertx, own);
        try {
            return OnLoop.await(vertx, () -> sender.send(message));
        } finally {
            sender.close().await();
        }
    }

    private static WebPushSender sender(Vertx vertx, URI own) {
        return new WebPushSender(vertx, Clock.systemUTC(), account(own));
    }

    private static WebPushAccount account(URI own) {
        return new WebPushAccount(
                KEYS.getPrivateKey(),
                KEYS.getPublicKey(),
                "https://preau.example",
                new PushServices(List.of("fcm.googleapis.com"), Optional.of(own)),
                Duration.ofSeconds(2),
                Duration.ofMillis(500),
                10);
    }

    private static HttpServer own(Vertx vertx, List<MultiMap> heard, Consumer<HttpServerResponse> answer) {
        return vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    heard.add(MultiMap.caseInsensitiveMultiMap().addAll(request.headers()));
                    answer.accept(request.response());
                }))
                .listen(0, "127.0.0.1")
                .await();
    }

    private static URI base(HttpServer own) {
        return URI.create("http://localhost:" + (own == null ? 9 : own.actualPort()));
    }

    private static PushDevice.Browser device(HttpServer own) {
        return new PushDevice.Browser(base(own) + "/x", KEYS.getApplicationServerKey(), new byte[16]);
    }
}
