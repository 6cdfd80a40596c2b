package fr.preau.tests.faults;

import fr.preau.hub.ground.DatabaseAddress;
import fr.preau.hub.ground.EmbeddedPostgres;
import fr.preau.tests.faults.DeliveryCheck.Findings;
import fr.preau.tests.measure.Case;
import fr.preau.tests.measure.HubProcess;
import fr.preau.tests.measure.Options;
import fr.preau.tests.measure.Table;
import fr.preau.tests.measure.Verdict;
import fr.preau.tests.measure.WorkFolder;
import fr.preau.tests.provider.ProviderProcess;
import fr.preau.tests.provider.Queue;
import fr.preau.tests.world.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Two hubs on one database send to a provider that fails in every way: it takes messages without answering, refuses some,
 * answers some with 500 of which it took half, and reports late, twice and out of order. Again and again one of the hubs is
 * killed with SIGKILL and started anew. In the end each delivery must be in one end state, the provider must have taken none
 * twice, what it took must be known as delivered, and nothing may be known as delivered that it did not take.
 */
final class Deliveries implements Case {
    private static final String PUBLIC_URL = "http://hub.invalid";
    private static final String TOKEN = "token";

    /** Changes the database before anything is sent; tests break the hub by it. */
    interface Preparation {
        void at(DatabaseAddress database) throws SQLException;
    }

    private final Preparation preparation;
    private final Duration patience;

    Deliveries() {
        this(database -> {}, Duration.ofMinutes(5));
    }

    /** @param patience how long to wait for each step, at most; what is not there then counts as it stands */
    Deliveries(Preparation preparation, Duration patience) {
        this.preparation = preparation;
        this.patience = patience;
    }

    @Override
    public String about() {
        return "kill -9 of one of two hubs while a provider fails in every way (goal: none doubled, none lost)"
                + " [--rounds 10] [--deliveries 20000] [--rate 400] [--seed 1]";
    }

    @Override
    public Verdict run(Options options, Table out) throws Exception {
        int rounds = options.only("rounds", "deliveries", "rate", "seed").number("rounds", 10, 0);
        int deliveries = options.number("deliveries", 20_000);
        int rate = options.number("rate", 400);
        Random random = new Random(options.number("seed", 1));
        try (WorkFolder folder = WorkFolder.make("deliveries");
                EmbeddedPostgres postgres = EmbeddedPostgres.start(folder.path().resolve("postgres"), 0)) {
            List<Integer> ports = List.of(HubProcess.freePort(), HubProcess.freePort());
            try (ProviderProcess provider = ProviderProcess.start(habits(ports))) {
                return run(
                        new Scene(folder.path(), postgres.address(), provider, ports, rate),
                        new Queue(postgres.address()),
                        deliveries,
                        rounds,
                        random,
                        out);
            }
        }
    }

    private record Scene(
            Path folder, DatabaseAddress database, ProviderProcess provider, List<Integer> ports, int rate) {}

    private Verdict run(Scene scene, Queue queue, int deliveries, int rounds, Random random, Table out)
            throws Exception {
        Table table = out.head("kill", "hub", "taken until then", "ms to ready");
        List<HubProcess> hubs = new ArrayList<>();
        try {
            hubs.add(hub(scene, 0));
            preparation.at(scene.database());
            queue.fill(deliveries, 0);
            hubs.add(hub(scene, 1));
            for (int kill = 1; kill <= rounds; kill++) {
                int at = (int) ((long) deliveries * kill / (rounds + 1))
                        - random.nextInt(deliveries / (rounds + 1) / 2 + 1);
                until(() -> scene.provider().stats().accepted() >= at, "message " + at);
                int one = random.nextInt(2);
                hubs.get(one).kill();
                int taken = scene.provider().stats().accepted();
                hubs.set(one, hubs.get(one).again());
                table.row(
                        kill,
                        one == 0 ? "A" : "B",
                        taken,
                        hubs.get(one).readyAfter().toMillis());
            }
            if (!holds(() -> left(queue) == 0 && scene.provider().stats().reportsWaiting() == 0)) {
                table.say("Not at the end within " + patience + ".");
            }
            return verdict(scene, queue, deliveries, rounds, table);
        } finally {
            hubs.forEach(HubProcess::kill);
        }
    }

    private static Verdict verdict(Scene scene, Queue queue, int deliveries, int kills, Table table)
            throws SQLException {
        var stats = scene.provider().stats();
        Findings findings = DeliveryCheck.check(
                deliveries, queue.stateOfEach(), scene.provider().accepted());
        findings.faults().forEach(fault -> table.say("Found: " + fault));
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("rounds", kills);
        figures.put("acknowledged", deliveries);
        figures.put("taken", stats.accepted());
        figures.put("states", queue.states().toString());
        figures.put("doubled", findings.doubled());
        figures.put("lost", findings.lost());
        figures.put("open", findings.open());
        figures.put("untrue", findings.untrue());
        figures.put("unknownLeft", findings.unknownLeft());
        figures.put(
                "unknownSettled",
                queue.number("select count(*) from delivery d where d.state = 'delivered' and exists (select 1 from"
                        + " delivery_attempt a where a.delivery_id = d.id and a.attempt = d.attempt"
                        + " and a.outcome = 'unknown')"));
        figures.put("retried", queue.number("select count(*) from delivery where attempt > 1"));
        figures.put("reports", queue.number("select count(*) from provider_event"));
        figures.put("limit", scene.rate());
        figures.put("mostInASecond", stats.mostInASecond());
        figures.put("providerPauseMillis", stats.longestPauseMillis());
        figures.put(Verdict.OWN, stats.accepted() + " messages taken by the provider");
        return new Verdict(findings.none() && stats.mostInASecond() <= scene.rate(), figures);
    }

    private static long left(Queue queue) {
        try {
            return queue.number("select count(*) from delivery where state in ('pending', 'sending')");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Condition {
        boolean holds();
    }

    private void until(Condition condition, String what) {
        if (!holds(condition)) {
            throw new IllegalStateException("did not come within " + patience + ": " + what);
        }
    }

    private boolean holds(Condition condition) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        return true;
    }

    private static List<String> habits(List<Integer> ports) {
        return List.of(
                "answerMillis=20",
                "silent=10",
                "busy=10",
                "broken=10",
                "publicUrl=" + PUBLIC_URL,
                "token=" + TOKEN,
                "hubs=" + ports.get(0) + "," + ports.get(1));
    }

    private static HubProcess hub(Scene scene, int which) throws IOException {
        var database = scene.database();
        return HubProcess.start(
                Files.createDirectories(scene.folder().resolve("hub" + which)),
                List.of("-Xmx384m", "-XX:+UseSerialGC"),
                scene.ports().get(which),
                Databases.with(
                        database,
                        Map.ofEntries(
                                Map.entry("node.name", "hub" + which),
                                Map.entry("node.roles", "api, delivery"),
                                Map.entry("http.publicUrl", PUBLIC_URL),
                                Map.entry("pause.enabled", "false"),
                                Map.entry("log.level", "warn"),
                                Map.entry("limits.leaseSeconds", "15"),
                                Map.entry("limits.providerSeconds", "3"),
                                Map.entry("sms.provider", "twilio"),
                                Map.entry("sms.accountSid", "AC1"),
                                Map.entry("sms.authToken", TOKEN),
                                Map.entry("sms.from", "PREAU"),
                                Map.entry("sms.perSecond", Integer.toString(scene.rate())),
                                Map.entry("sms.baseUrl", scene.provider().base().toString()))));
    }
}
