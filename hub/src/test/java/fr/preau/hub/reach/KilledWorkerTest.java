package fr.preau.hub.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.hub.ground.TestDatabase;
import fr.preau.hub.sms.SmsCarrier;
import fr.preau.hub.sms.SmsGate;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A worker in a JVM of its own is killed with SIGKILL while it sends; another one goes on. */
@Timeout(120)
class KilledWorkerTest {
    private static final int PEOPLE = 300;

    private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();

    @Test
    void no_telephone_gets_two_messages_and_none_is_forgotten() throws Exception {
        // The worker's clock is the real one, and the test must hold at every hour.
        var house = new ReachHouse(Map.of("pause.enabled", "false"));
        var server = ReachTown.await(
                house.vertx.createHttpServer().requestHandler(this::take).listen(0, "127.0.0.1"));
        house.moveTo(Clock.systemUTC().instant());
        house.town.crowd(PEOPLE);
        house.plan(house.town.bulletin("Menu", "Texte", house.now()));

        var settings = settings(server.actualPort());
        var worker = start(settings);
        try {
            Wait.until(() -> requests.size() >= 60, () -> requests.size() + " requests");
        } finally {
            worker.destroyForcibly().waitFor();
        }
        int before = requests.size();
        assertTrue(before < PEOPLE, "killed in the middle");

        house.pass(Duration.ofMinutes(3));
        var gate = SmsGate.open(house.with(settings), Optional.empty()).orElseThrow();
        var carrier = new SmsCarrier(house.with(settings), gate.provider(), 10_000, "PREAU");
        var next = new Worker(house.with(settings), carrier, List.of(carrier), "next", () -> {});
        ReachTown.await(next.prepare().compose(ready -> next.sweep()));
        while (house.town.number("select count(*) from delivery where state = 'pending'") > 0) {
            house.work(next);
        }

        assertEquals(
                List.of(),
                requests.entrySet().stream()
                        .filter(sent -> sent.getValue().get() > 1)
                        .toList());
        assertEquals(
                PEOPLE, house.town.number("select count(*) from delivery where state in ('submitted', 'unknown')"));
        long unknown = house.town.number("select count(*) from delivery where state = 'unknown'");
        assertTrue(requests.size() >= PEOPLE - unknown, "whoever is not in doubt was written to");
        assertTrue(unknown > 0 && unknown <= 100, "in doubt is only what was under way: " + unknown);
        ReachTown.await(gate.provider().close());
        ReachTown.await(server.close());
        house.close();
    }

    /** Takes its time, as a real one does. */
    private void take(HttpServerRequest request) {
        request.setExpectMultipart(true);
        request.endHandler(ended -> {
            requests.computeIfAbsent(request.getFormAttribute("To"), first -> new AtomicInteger())
                    .incrementAndGet();
            Vertx.currentContext()
                    .owner()
                    .setTimer(
                            100,
                            later -> request.response()
                                    .setStatusCode(201)
                                    .end("{\"sid\":\"SM" + requests.size() + "\",\"num_segments\":\"1\"}"));
        });
    }

    private static Map<String, String> settings(int port) {
        var database = TestDatabase.address();
        return Map.ofEntries(
                Map.entry("node.name", "killed"),
                Map.entry("database.mode", "external"),
                Map.entry("database.port", Integer.toString(database.port())),
                Map.entry("database.name", database.database()),
                Map.entry("database.user", database.user()),
                Map.entry("database.password", database.password().value()),
                Map.entry("pause.enabled", "false"),
                Map.entry("sms.provider", "twilio"),
                Map.entry("sms.accountSid", "AC1"),
                Map.entry("sms.authToken", "token"),
                Map.entry("sms.from", "PREAU"),
                Map.entry("sms.perSecond", "10000"),
                Map.entry("sms.baseUrl", "http://127.0.0.1:" + port));
    }

    private static Process start(Map<String, String> settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerHost.class.getName()));
        settings.forEach((name, value) -> command.add(name + "=" + value));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
