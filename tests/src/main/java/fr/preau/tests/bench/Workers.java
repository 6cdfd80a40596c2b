package fr.preau.tests.bench;

import fr.preau.hub.ground.DatabaseAddress;
import fr.preau.hub.ground.EmbeddedPostgres;
import fr.preau.tests.measure.Case;
import fr.preau.tests.measure.Options;
import fr.preau.tests.measure.Table;
import fr.preau.tests.measure.Verdict;
import fr.preau.tests.measure.WorkFolder;
import fr.preau.tests.provider.ProviderProcess;
import fr.preau.tests.provider.ProviderProcess.Stats;
import fr.preau.tests.provider.Queue;
import fr.preau.tests.world.Databases;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Four workers of one process, each with its own event loop, empty a queue of SMS into a provider that is a process of its
 * own; beside them a plain loop of the same requests without database. Processor time is that of the workers' process and of
 * PostgreSQL, from the first request to the last record.
 */
final class Workers implements Case {
    private static final int GOAL = 2_000;
    private static final int CONNECTIONS = 200;
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(5);

    /** Asked by the indexes of the queue, so that looking costs PostgreSQL nothing worth measuring. */
    private static final String UNSENT = """
            select count(*) from (
                (select 1 from delivery where route = 'sms' and state = 'pending' and not digest limit 1)
                union all (select 1 from delivery where route = 'sms' and state = 'sending' limit 1)) x
            """;

    @Override
    public String about() {
        return "deliveries a second through a provider of its own process (goal: 2,000 with 4 workers, limit never exceeded)"
                + " [--deliveries 30000] [--rate 2500] [--workers 4] [--old 0]";
    }

    @Override
    public Verdict run(Options options, Table out) throws Exception {
        int deliveries = options.only("deliveries", "rate", "workers", "old").number("deliveries", 30_000);
        int rate = options.number("rate", 2_500);
        int workers = options.number("workers", 4);
        int old = options.number("old", deliveries);
        Table table = out.head("what", "a second", "CPU s/1000", "most in a second", "limit");
        try (WorkFolder folder = WorkFolder.make("workers");
                EmbeddedPostgres postgres = EmbeddedPostgres.start(folder.path().resolve("postgres"), 0)) {
            Measured plain = plain(deliveries);
            table.row(
                    "plain loop", plain.perSecond(), plain.cpu(), plain.stats().mostInASecond(), "none");
            Queue queue = new Queue(postgres.address());
            Measured ours = workers(postgres.address(), queue, deliveries, old, rate, workers);
            table.row("workers", ours.perSecond(), ours.cpu(), ours.stats().mostInASecond(), rate);
            return verdict(options, plain, ours, queue, deliveries, rate, old);
        }
    }

    /**
     * What was measured.
     *
     * @param cpu processor seconds for a thousand requests
     * @param database what of these PostgreSQL used
     */
    private record Measured(long perSecond, double cpu, double database, Stats stats) {}

    private static Verdict verdict(
            Options options, Measured plain, Measured ours, Queue queue, int deliveries, int rate, int old)
            throws SQLException {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("workers", options.number("workers", 4));
        figures.put("deliveries", deliveries);
        figures.put("oldDeliveries", old);
        figures.put("perSecond", ours.perSecond());
        figures.put("goal", GOAL);
        figures.put("limit", rate);
        figures.put("mostInASecond", ours.stats().mostInASecond());
        figures.put("cpuSecondsPerThousand", ours.cpu());
        figures.put("ofThisPostgreSQL", ours.database());
        figures.put("plainLoopPerSecond", plain.perSecond());
        figures.put("plainLoopCpuSecondsPerThousand", plain.cpu());
        figures.put("cpuRatio", rounded(ours.cpu() / plain.cpu()));
        figures.put("doubled", ours.stats().accepted() - deliveries);
        figures.put("states", queue.states().toString());
        figures.put("providerPauseMillis", ours.stats().longestPauseMillis());
        boolean ok = ours.perSecond() >= GOAL
                && ours.stats().mostInASecond() <= rate
                && queue.states().equals(Map.of("submitted", deliveries))
                && ours.stats().accepted() == deliveries;
        return new Verdict(ok, figures);
    }

    private static Measured plain(int requests) throws IOException {
        try (ProviderProcess provider = ProviderProcess.start(List.of("answerMillis=5"))) {
            Process loop =
                    start(PlainLoop.class, List.of("" + provider.base().getPort(), "" + CONNECTIONS, "" + requests));
            try {
                double before = Children.cpu(loop.pid());
                begin(loop);
                String word = loop.inputReader().readLine();
                if (!"DONE".equals(word)) {
                    throw new IllegalStateException("the plain loop said: " + word);
                }
                double cpu = Children.cpu(loop.pid()) - before;
                Stats stats = provider.stats();
                return new Measured(stats.perSecond(), rounded(cpu * 1_000 / requests), 0, stats);
            } finally {
                Children.end(loop);
            }
        }
    }

    private static Measured workers(
            DatabaseAddress database, Queue queue, int deliveries, int old, int rate, int workers)
            throws IOException, SQLException {
        try (ProviderProcess provider = ProviderProcess.start(List.of("answerMillis=5"))) {
            List<String> arguments = new ArrayList<>(List.of("" + workers));
            arguments.addAll(settings(database, provider, rate));
            Process node = start(SendingNode.class, arguments);
            try {
                queue.fill(deliveries, old);
                double databaseBefore = Children.databaseCpu();
                double before = Children.cpu(node.pid());
                begin(node);
                await(queue);
                double ofDatabase = Children.databaseCpu() - databaseBefore;
                double cpu = Children.cpu(node.pid()) - before + ofDatabase;
                Stats stats = provider.stats();
                return new Measured(
                        stats.perSecond(),
                        rounded(cpu * 1_000 / deliveries),
                        rounded(ofDatabase * 1_000 / deliveries),
                        stats);
            } finally {
                Children.end(node);
            }
        }
    }

    private static void await(Queue queue) throws SQLException {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (queue.number(UNSENT) > 0) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("the queue was not empty in time: " + queue.states());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    private static void begin(Process process) throws IOException {
        process.outputWriter().write("\n");
        process.outputWriter().flush();
    }

    /** Starts it and waits until it is ready. */
    private static Process start(Class<?> main, List<String> arguments) throws IOException {
        Process process = new ProcessBuilder(Children.java(main, List.of("-Xmx256m"), arguments))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line;
        do {
            line = process.inputReader().readLine();
        } while (line != null && !line.equals("READY"));
        if (line == null) {
            throw new IllegalStateException(main.getSimpleName() + " ended");
        }
        return process;
    }

    private static List<String> settings(DatabaseAddress database, ProviderProcess provider, int rate) {
        var settings = Map.of(
                "node.name", "bench",
                "http.eventLoops", "4",
                "pause.enabled", "false",
                "limits.deliveryBatch", Integer.toString(CONNECTIONS),
                "sms.provider", "twilio",
                "sms.accountSid", "AC1",
                "sms.authToken", "token",
                "sms.from", "PREAU",
                "sms.perSecond", Integer.toString(rate),
                "sms.baseUrl", provider.base().toString());
        return Databases.with(database, settings).entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .toList();
    }

    private static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }
}
