package fr.preau.tests.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fr.preau.bridge.Failure;
import fr.preau.bridge.Outcome;
import fr.preau.bridge.sms.SmsMessage;
import fr.preau.bridge.sms.twilio.TwilioAccount;
import fr.preau.bridge.sms.twilio.TwilioAccount.Sender;
import fr.preau.bridge.sms.twilio.TwilioSms;
import fr.preau.config.Secret;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What we send to Twilio, held by Prism against the interface that Twilio publishes. Left out where that document is not
 * beside the sources.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwilioContractTest {
    private static final String SID = "AC00000000000000000000000000000001";
    private static final String TOKEN = "token";

    private final Vertx vertx = Vertx.vertx();
    private Prism prism;

    @BeforeAll
    void start() throws IOException {
        var document = Prism.document();
        assumeTrue(
                document.isPresent(),
                "Twilio's interface is not here: put twilio_api_v2010.json into ../shared/data/twilio to hold us against it");
        prism = Prism.start(document.orElseThrow());
    }

    @AfterAll
    void stop() throws IOException {
        vertx.close().await();
        if (prism != null) {
            prism.close();
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "MG00000000000000000000000000000001, +33639980001, Cantine : menu modifié & goûter",
        "MG00000000000000000000000000000001, +262692000001, Réunion : l'école ferme à 11 h 🎉",
        "MAIRIE, +33639980001, Bus de 8 h en retard [ligne 3] 5 €",
        "+33939000001, +687750000, Nouméa : pas de cantine"
    })
    void every_message_that_we_send_is_as_twilio_asks(String sender, String to, String text) {
        var by = sender.startsWith("MG") ? new Sender.Service(sender) : new Sender.From(sender);

        var outcome = send(account(by, Optional.of(URI.create("https://hub.example/callbacks/sms/twilio"))), to, text);

        assertInstanceOf(Outcome.Accepted.class, outcome, outcome.toString());
    }

    @Test
    void a_message_that_asks_for_no_report_too() {
        var sms = new TwilioSms(vertx, account(new Sender.From("MAIRIE"), Optional.empty()));

        var outcome =
                sms.send(new SmsMessage(0, 1, "+33639980001", "Répondez 1")).await();

        assertInstanceOf(Outcome.Accepted.class, outcome, outcome.toString());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Body=Bonjour&From=MAIRIE, 422",
        "To=%2B33639980001&Body=Bonjour&From=MAIRIE&ValidityPeriod=long, 422",
        "To=%2B33639980001&Body=Bonjour&From=MAIRIE&StatusCallback=no%20address, 422",
        "To=%2B33639980001&Body=Bonjour&From=MAIRIE&MessagingServiceSid=XX1, 422"
    })
    void the_same_peer_refuses_a_broken_one(String form, int status) throws Exception {
        assertEquals(status, post(form, true));
    }

    @Test
    void and_one_without_a_key() throws Exception {
        assertEquals(401, post("To=%2B33639980001&Body=Bonjour&From=MAIRIE", false));
    }

    @Test
    void a_refusal_of_this_peer_is_no_yes_to_us() {
        // An account that the interface's pattern does not know.
        var wrong = new TwilioAccount(
                "AC1",
                new Secret(TOKEN),
                new Sender.From("MAIRIE"),
                Optional.of(prism.base()),
                Optional.empty(),
                Duration.ofMinutes(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                2);

        var outcome = send(wrong, "+33639980001", "Bonjour");

        assertEquals(
                Failure.OTHER,
                assertInstanceOf(Outcome.Rejected.class, outcome, outcome.toString())
                        .failure());
    }

    private Outcome send(TwilioAccount account, String to, String text) {
        return new TwilioSms(vertx, account)
                .send(new SmsMessage(42, 1, to, text))
                .await();
    }

    private TwilioAccount account(Sender sender, Optional<URI> callbacks) {
        return new TwilioAccount(
                SID,
                new Secret(TOKEN),
                sender,
                Optional.of(prism.base()),
                callbacks,
                Duration.ofMinutes(240),
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                4);
    }

    private int post(String form, boolean withKey) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(prism.base().resolve("/2010-04-01/Accounts/" + SID + "/Messages.json"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        if (withKey) {
            var key = Base64.getEncoder().encodeToString((SID + ":" + TOKEN).getBytes());
            request.header("Authorization", "Basic " + key);
        }
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .statusCode();
        }
    }
}
