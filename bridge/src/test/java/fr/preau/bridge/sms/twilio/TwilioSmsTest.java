package fr.preau.bridge.sms.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.bridge.Failure;
import fr.preau.bridge.Outcome;
import fr.preau.bridge.sms.SmsMessage;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
@Timeout(30)
class TwilioSmsTest {
    private static final SmsMessage MESSAGE = new SmsMessage(42, 3, "+33600000001", "Cantine : menu modifié & goûter");

    private FakeTwilio twilio;
    private TwilioSms sms;

    @BeforeEach
    void start(Vertx vertx) {
        twilio = new FakeTwilio(vertx);
        sms = new TwilioSms(vertx, twilio.account());
    }

    @AfterEach
    void stop() {
        sms.close().await();
        twilio.stop();
    }

    @Test
    void one_request_says_all_that_twilio_needs() {
        var outcome = send();

        assertEquals(new Outcome.Accepted("SM0000000000000000000000000000000a", 1), outcome);
        var request = twilio.requests.getFirst();
        assertEquals("/prefix/2010-04-01/Accounts/" + FakeTwilio.SID + "/Messages.json", request.path());
        assertEquals(
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString((FakeTwilio.SID + ":" + FakeTwilio.TOKEN.value()).getBytes()),
                request.authorization());
        assertEquals("+33600000001", request.form().get("To"));
        assertEquals("Cantine : menu modifié & goûter", request.form().get("Body"));
        assertEquals("MG00000000000000000000000000000001", request.form().get("MessagingServiceSid"));
        assertEquals(
                "https://hub.example/callbacks/sms/twilio/42/3", request.form().get("StatusCallback"));
        assertEquals("14400", request.form().get("ValidityPeriod"));
    }

    @Test
    void a_sender_of_letters_takes_the_place_of_the_service(Vertx vertx) {
        var named = new TwilioSms(vertx, twilio.account(new TwilioAccount.Sender.From("MAIRIE")));

        named.send(MESSAGE).await();

        assertEquals("MAIRIE", twilio.requests.getFirst().form().get("From"));
        assertFalse(twilio.requests.getFirst().form().contains("MessagingServiceSid"));
        named.close().await();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void a_provider_without_room_is_asked_once_and_later(int status) {
        twilio.behaves(response -> {
            response.putHeader("Retry-After", "7");
            FakeTwilio.refuses(response, status, status == 429 ? 20429 : 20503);
        });

        assertEquals(new Outcome.RetryLater(Duration.ofSeconds(7), Failure.BUSY, status), send());
        assertEquals(1, twilio.requests.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 504})
    void another_fault_of_the_server_may_come_after_it_took_the_message(int status) {
        twilio.behaves(response -> FakeTwilio.answer(response, status, "<html>"));

        assertEquals(new Outcome.Unknown("HTTP " + status), send());
        assertEquals(1, twilio.requests.size());
    }

    @Test
    void silence_after_the_request_was_written_is_unknown() {
        twilio.behaves(response -> {});

        assertInstanceOf(Outcome.Unknown.class, send());
        assertEquals(1, twilio.requests.size());
    }

    @Test
    void a_connection_cut_after_the_request_was_written_is_unknown() {
        twilio.behaves(HttpServerResponse::reset);

        assertInstanceOf(Outcome.Unknown.class, send());
        assertEquals(1, twilio.requests.size());
    }

    @Test
    void an_answer_that_stops_half_way_is_unknown() {
        twilio.behaves(response -> response.setStatusCode(201).setChunked(true).write("{\"sid\":"));

        assertInstanceOf(Outcome.Unknown.class, send());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no json", "{}", "[]", "{\"sid\":null}"})
    void a_yes_that_cannot_be_read_is_unknown(String body) {
        twilio.behaves(response -> FakeTwilio.answer(response, 201, body));

        assertInstanceOf(Outcome.Unknown.class, send());
    }

    @Test
    void an_endless_answer_is_not_kept() {
        twilio.behaves(response -> FakeTwilio.answer(response, 201, "x".repeat(1_000_000)));

        assertInstanceOf(Outcome.Unknown.class, send());
    }

    @Test
    void nobody_listening_means_that_nothing_was_written() {
        twilio.stop();

        assertEquals(new Outcome.RetryLater(Duration.ZERO, Failure.NO_CONNECTION, 0), send());
    }

    @ParameterizedTest(name = "code {1} is {2}")
    @CsvSource({
        "400, 21211, BAD_ADDRESS, true",
        "400, 21614, LANDLINE, true",
        "400, 21610, OPTED_OUT, true",
        "400, 21617, OTHER, false",
    })
    void a_refusal_that_will_stay_is_told_with_its_reason(int status, int code, Failure failure, boolean permanent) {
        twilio.behaves(response -> FakeTwilio.refuses(response, status, code));

        var rejected = assertInstanceOf(Outcome.Rejected.class, send());

        assertEquals(new Outcome.Rejected(failure, code), rejected);
        assertEquals(permanent, rejected.permanent());
        assertFalse(rejected.toString().contains("+336"), "the number stays out of what may be logged");
    }

    @ParameterizedTest(name = "HTTP {0}, code {1}")
    @CsvSource({"401, 20003, ACCOUNT", "404, 20404, ACCOUNT", "400, 21606, ACCOUNT", "400, 21611, BUSY"})
    void what_the_operator_can_mend_waits(int status, int code, Failure failure) {
        twilio.behaves(response -> FakeTwilio.refuses(response, status, code));

        var later = assertInstanceOf(Outcome.RetryLater.class, send());

        assertEquals(failure, later.failure());
        assertEquals(code, later.code());
    }

    @Test
    void a_refusal_by_somebody_else_on_the_way_is_told_by_its_status() {
        twilio.behaves(response -> FakeTwilio.answer(response, 403, "<html>proxy</html>"));
        assertEquals(
                Failure.ACCOUNT,
                assertInstanceOf(Outcome.RetryLater.class, send()).failure());

        twilio.behaves(response -> FakeTwilio.answer(response, 413, ""));
        assertEquals(new Outcome.Rejected(Failure.OTHER, 413), send());
    }

    @Test
    void a_redirect_is_not_followed() {
        twilio.behaves(response ->
                response.setStatusCode(307).putHeader("Location", "/elsewhere").end());

        assertInstanceOf(Outcome.RetryLater.class, send());
        assertEquals(1, twilio.requests.size());
    }

    @Test
    void many_at_a_time_are_one_request_each() {
        var sent = IntStream.range(0, 200)
                .mapToObj(i -> sms.send(new SmsMessage(i, 1, "+33600000001", "Bonjour")))
                .toList();

        sent.forEach(future -> assertInstanceOf(Outcome.Accepted.class, future.await()));

        assertEquals(200, twilio.requests.size());
        assertEquals(
                200,
                twilio.requests.stream()
                        .map(request -> request.form().get("StatusCallback"))
                        .distinct()
                        .count());
    }

    @Test
    void a_message_prints_without_number_and_text() {
        assertTrue(MESSAGE.toString().contains("42"));
        assertFalse(MESSAGE.toString().contains("336") || MESSAGE.toString().contains("Cantine"));
    }

    private Outcome send() {
        return sms.send(MESSAGE).await();
    }
}
