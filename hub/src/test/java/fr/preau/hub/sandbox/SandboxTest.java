package fr.preau.hub.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.channels.problem.Problem;
import fr.preau.config.Settings;
import fr.preau.hub.conversation.Conversation;
import fr.preau.hub.edge.Edge;
import fr.preau.hub.edge.HttpVerticle;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.ground.FreePort;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.ground.TestDatabase;
import fr.preau.hub.outbox.OutboxVerticle;
import fr.preau.hub.pause.PausePolicies;
import fr.preau.hub.reach.Reach;
import fr.preau.hub.reach.ReachTown;
import fr.preau.hub.reach.Wait;
import fr.preau.hub.sms.Sms;
import fr.preau.hub.sms.SmsGate;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Outbox, sender, adapter, the sandbox's Twilio and its reports, all over real HTTP and on a real database. */
@Timeout(60)
class SandboxTest {
    private static final String PARENT = "+33639980001";

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Clock clock = Clock.systemUTC();
    private Ground ground;
    private ReachTown town;
    private Sandbox sandbox;
    private String base;

    @BeforeEach
    void open() {
        int port = FreePort.find();
        base = "http://127.0.0.1:" + port;
        var settings = Settings.of(Map.of(
                "node.name", "test",
                "http.port", Integer.toString(port),
                "pause.enabled", "false",
                "sandbox.enabled", "true",
                "sms.provider", "sandbox",
                "limits.providerSeconds", "1"));
        ground =
                new Ground(vertx, TestDatabase.fresh(vertx), settings, clock, new Random(1), new SimpleMeterRegistry());
        town = new ReachTown(ground.pool());
        sandbox = Sandbox.open(ground).orElseThrow();
        var to = sandbox.address();
        var conversation = new Conversation(ground, (channel, parts) -> Future.succeededFuture(true));
        var sms = Sms.open(
                ground,
                Optional.of(new SmsGate.SandboxAddress(to.hub(), to.path(), to.sid(), to.token())),
                conversation,
                PausePolicies.open(ground));
        var reach = Reach.open(ground, sms.carriers());
        var edge = new Edge(ground, token -> Future.failedFuture(new Refused(Problem.SIGN_IN_REQUIRED)));
        var endpoints = new ArrayList<>(sandbox.endpoints());
        endpoints.addAll(sms.endpoints());
        ReachTown.await(vertx.deployVerticle(new HttpVerticle(settings, v -> edge.router(v, endpoints, last -> {}))));
        reach.senders().forEach(sender -> ReachTown.await(vertx.deployVerticle(sender)));
        ReachTown.await(vertx.deployVerticle(new OutboxVerticle(ground, reach.follower())));
    }

    @AfterEach
    void close() {
        for (var deployment : vertx.deploymentIDs()) {
            ReachTown.await(vertx.undeploy(deployment));
        }
        ReachTown.await(ground.pool().close());
        ReachTown.await(vertx.close());
        http.close();
    }

    @Test
    void a_bulletin_appears_on_the_telephone_of_a_parent_without_an_app_and_its_delivery_is_reported()
            throws Exception {
        town.guardian(PARENT);

        town.bulletin("Cantine : menu modifié", "Mardi, pas de poisson.", clock.instant());

        waitFor("delivered=1");
        var phone = phones().getJsonObject(0);
        assertEquals(PARENT, phone.getString("number"));
        assertEquals("P Parent", phone.getString("owner"));
        var text = phone.getJsonArray("messages").getJsonObject(0).getString("text");
        assertTrue(
                text.matches(
                        "Montreuil : Cantine : menu modifié\\. Mardi, pas de poisson\\. http\\S+/s/[A-Za-z0-9]{12}"),
                text);
        Wait.until(() -> town.number("select count(*) from provider_event") == 2, () -> "sent and delivered");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "BUSY, +33639989901, pending=1, 0",
        "UNAVAILABLE, +33639989902, pending=1, 0",
        "BROKEN, +33639989903, unknown=1, 0",
        "SILENT, +33639989904, delivered=1, 1",
        "UNKNOWN_NUMBER, +33639989905, failed=1, 0",
        "OPTED_OUT, +33639989906, failed=1, 0",
        "LANDLINE, +33639989908, undelivered=1, 0",
        "UNREPORTED, +33639989909, submitted=1, 1",
        "MUDDLED, +33639989910, delivered=1, 1"
    })
    void each_fault_ends_as_it_should_and_no_telephone_ever_rings_twice(
            String fault, String number, String states, int rang) throws Exception {
        assertEquals(fault, Fault.of(number).name());
        town.guardian(number);

        town.bulletin("Menu", "Texte", clock.instant());

        Wait.until(() -> town.number("select count(*) from delivery_attempt") > 0, town::states);
        waitFor(states);
        assertEquals(rang, phones().size());
        assertTrue(
                rang == 0 || phones().getJsonObject(0).getJsonArray("messages").size() == 1);
    }

    @Test
    void a_telephone_out_of_reach_is_tried_once_more_half_an_hour_later() {
        town.guardian(Fault.UNREACHABLE.number());

        town.bulletin("Menu", "Texte", clock.instant());

        waitFor("pending=1 undelivered=1");
        assertEquals(1, town.number("""
                select count(*) from delivery d join delivery_person p on p.delivery_id = d.id
                 where step >= 100 and due_at between now() + interval '29 minutes' and now() + interval '31 minutes'
                """));
    }

    @Test
    void a_fault_can_be_switched_on_for_the_next_messages() throws Exception {
        town.guardian(PARENT);
        arm("{\"fault\":\"busy\",\"times\":1}");

        town.bulletin("Menu", "Texte", clock.instant());

        waitFor("delivered=1");
        assertEquals(2, town.number("select count(*) from delivery_attempt"), "refused once, taken the second time");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"fault\":\"no\"}",
                "{\"fault\":\"busy\",\"times\":-1}",
                "{\"route\":\"push\",\"fault\":\"landline\"}",
                "{\"route\":\"fax\",\"fault\":\"busy\"}",
                "[",
                "{\"more\":1}"
            })
    void what_is_no_fault_is_refused(String body) throws Exception {
        assertEquals(400, post("/sandbox/faults", "application/json", body, null));
    }

    @Test
    void a_report_counts_only_if_twilio_signed_it() throws Exception {
        long delivery = submitted();
        var form = Map.of("MessageSid", "SM1", "MessageStatus", "delivered");
        var path = "/callbacks/sms/twilio/" + delivery + "/1";

        assertEquals(403, post(path, "application/x-www-form-urlencoded", encode(form), null));
        assertEquals(
                403, post(path, "application/x-www-form-urlencoded", encode(form), "bm90IHRoaXMgb25lIGF0IGFsbA=="));
        assertEquals("submitted=1", town.states());

        assertEquals(204, report(path, form));
        assertEquals("delivered=1", town.states());
    }

    @Test
    void a_report_heard_twice_or_late_is_accepted_and_changes_nothing() throws Exception {
        long delivery = submitted();
        var path = "/callbacks/sms/twilio/" + delivery + "/1";

        assertEquals(204, report(path, Map.of("MessageSid", "SM1", "MessageStatus", "delivered")));
        assertEquals(204, report(path, Map.of("MessageSid", "SM1", "MessageStatus", "delivered")));
        assertEquals(204, report(path, Map.of("MessageSid", "SM1", "MessageStatus", "sent")));
        assertEquals(
                204, report(path, Map.of("MessageSid", "SM1", "MessageStatus", "undelivered", "ErrorCode", "30005")));

        assertEquals("delivered=1", town.states());
        assertEquals(3, town.number("select count(*) from provider_event"));
    }

    @Test
    void bad_news_of_an_earlier_try_does_not_stop_the_next_one_and_good_news_does() throws Exception {
        long delivery = submitted();
        // As after a try that certainly was not sent; the trigger that keeps states forward knows no such try here.
        town.run("alter table delivery disable trigger user");
        town.run("update delivery set state = 'pending', due_at = now() + interval '1 hour' where id = $1", delivery);
        town.run("alter table delivery enable trigger user");
        var path = "/callbacks/sms/twilio/" + delivery + "/1";

        report(path, Map.of("MessageSid", "SM1", "MessageStatus", "failed", "ErrorCode", "30008"));
        assertEquals("pending=1", town.states());

        report(path, Map.of("MessageSid", "SM1", "MessageStatus", "sent"));
        assertEquals("submitted=1", town.states());
    }

    @ParameterizedTest
    @CsvSource({
        "/callbacks/sms/twilio/999999/1, 404",
        "/callbacks/sms/twilio/x/1, 400",
        "/callbacks/sms/twilio/1/0, 400"
    })
    void a_signed_report_about_nothing_is_refused(String path, int status) throws Exception {
        assertEquals(status, report(path, Map.of("MessageSid", "SM1", "MessageStatus", "sent")));
    }

    @Test
    void a_signed_report_without_a_status_is_refused() throws Exception {
        assertEquals(400, report("/callbacks/sms/twilio/" + submitted() + "/1", Map.of("MessageSid", "SM1")));
    }

    @Test
    void nobody_else_can_send_to_the_telephones() throws Exception {
        var path = "/sandbox/twilio/2010-04-01/Accounts/" + sandbox.address().sid() + "/Messages.json";
        var form = encode(Map.of("To", PARENT, "Body", "Bonjour", "From", "X"));

        assertEquals(401, post(path, "application/x-www-form-urlencoded", form, null));
        assertEquals(0, phones().size());
    }

    @Test
    void the_page_speaks_french_first_then_english() throws Exception {
        var french = get("/sandbox", "fr-FR,fr;q=0.9,en;q=0.8");
        var english = get("/sandbox", "en-GB");

        assertEquals(200, french.statusCode());
        assertTrue(french.body().contains("<html lang=\"fr\">") && french.body().contains("Boîtes aux lettres"));
        assertTrue(
                english.body().contains("<html lang=\"en\">") && english.body().contains("Mailboxes"));
        assertTrue(!french.body().replaceAll("<script.*?</script>", "").contains("{"), "no word is missing");
        assertEquals(200, get("/sandbox/sandbox.js", "fr").statusCode());
        assertEquals(200, get("/sandbox/sandbox.css", "fr").statusCode());
    }

    @Test
    void reports_can_be_late() {
        town.guardian(Fault.LATE.number());

        town.bulletin("Menu", "Texte", clock.instant());

        waitFor("submitted=1");
        waitFor("delivered=1");
    }

    @Test
    void a_fault_can_last_until_it_is_switched_off_and_concern_one_telephone_alone() throws Exception {
        var other = "+33639980002";
        town.guardian(PARENT);
        town.guardian(other);
        arm("{\"route\":\"sms\",\"fault\":\"unknown_number\",\"always\":true,\"address\":\"" + other + "\"}");

        town.bulletin("Menu", "Texte", clock.instant());

        waitFor("delivered=1 failed=1");
        var armed = new JsonObject(get("/sandbox/faults", "fr").body()).getJsonArray("armed");
        assertEquals(
                "[{\"route\":\"sms\",\"fault\":\"unknown_number\",\"address\":\"" + other + "\"}]", armed.encode());
        arm("{\"route\":\"sms\",\"fault\":\"unknown_number\",\"times\":0,\"address\":\"" + other + "\"}");
        assertEquals(
                "[]",
                new JsonObject(get("/sandbox/faults", "fr").body())
                        .getJsonArray("armed")
                        .encode());
    }

    @Test
    void open_pages_are_told_at_once_what_has_changed() throws Exception {
        var told = new LinkedBlockingQueue<String>();
        var events = http.sendAsync(
                HttpRequest.newBuilder(URI.create(base + "/sandbox/events")).build(),
                HttpResponse.BodyHandlers.fromLineSubscriber(new Lines(told)));
        assertEquals(0, versions(told).getLong("phones"));
        town.guardian(PARENT);

        town.bulletin("Menu", "Texte", clock.instant());

        assertEquals(1, versions(told).getLong("phones"));
        events.cancel(true);
    }

    @Test
    void where_nothing_is_new_the_answer_is_empty() throws Exception {
        assertEquals(204, get("/sandbox/phones?since=0", "fr").statusCode());
        assertEquals(200, get("/sandbox/phones", "fr").statusCode());
        assertEquals(400, get("/sandbox/phones?since=x", "fr").statusCode());
    }

    /** A delivery that was taken, and of which no report comes by itself. */
    private long submitted() {
        town.guardian(Fault.UNREPORTED.number());
        town.bulletin("Menu", "Texte", clock.instant());
        waitFor("submitted=1");
        return town.number("select id from delivery");
    }

    private void waitFor(String states) {
        Wait.until(() -> town.states().equals(states), () -> "expected " + states + " but was " + town.states());
    }

    private int report(String path, Map<String, String> form) throws Exception {
        var signature = SandboxReports.sign(sandbox.address().token(), base + path, form);
        return post(path, "application/x-www-form-urlencoded", encode(form), signature);
    }

    private static String encode(Map<String, String> form) {
        return new TreeMap<>(form)
                .entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }

    private JsonArray phones() throws Exception {
        return new JsonObject(get("/sandbox/phones", "fr").body()).getJsonArray("phones");
    }

    private void arm(String fault) throws Exception {
        assertEquals(204, post("/sandbox/faults", "application/json", fault, null));
    }

    private static JsonObject versions(BlockingQueue<String> told) throws InterruptedException {
        for (String line = told.take(); ; line = told.take()) {
            if (line.startsWith("data: ")) {
                return new JsonObject(line.substring(6));
            }
        }
    }

    private HttpResponse<String> get(String path, String language) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Accept-Language", language)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private int post(String path, String type, String body, String signature) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", type)
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString("AC:guess".getBytes()))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (signature != null) {
            request.header("X-Twilio-Signature", signature);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
