package fr.preau.tests.bench;

import fr.preau.hub.ground.EmbeddedPostgres;
import fr.preau.tests.Repository;
import fr.preau.tests.measure.Case;
import fr.preau.tests.measure.HubProcess;
import fr.preau.tests.measure.Options;
import fr.preau.tests.measure.Table;
import fr.preau.tests.measure.Verdict;
import fr.preau.tests.measure.WorkFolder;
import fr.preau.tests.provider.ProviderProcess;
import fr.preau.tests.wire.Api;
import fr.preau.tests.wire.Contract;
import fr.preau.tests.wire.Member;
import fr.preau.tests.wire.Views.Audience;
import fr.preau.tests.wire.Views.Post;
import fr.preau.tests.wire.Views.Signed;
import fr.preau.tests.world.Databases;
import fr.preau.tests.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A bulletin to a whole town: from the acknowledged post to all of its notices planned and queued, and to the first one at
 * a provider. Beside it, in the same run, what the database alone needs to write as many rows.
 */
final class Bulletin implements Case {
    private static final long PLANNED_MILLIS = 3_000;
    private static final long FIRST_MILLIS = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public String about() {
        return "a bulletin planned and queued for a whole town (goal: under 3 s, first notice within 1 s)"
                + " [--people 27000]";
    }

    @Override
    public Verdict run(Options options, Table out) throws Exception {
        int people = options.only("people").number("people", 27_000);
        try (WorkFolder folder = WorkFolder.make("bulletin");
                EmbeddedPostgres postgres = EmbeddedPostgres.start(folder.path().resolve("postgres"), 0);
                ProviderProcess provider = ProviderProcess.start(List.of("answerMillis=5"));
                HubProcess hub = hub(folder.path(), postgres, provider)) {
            BulletinTown town = new BulletinTown(postgres.address());
            World world = new World();
            UUID channel = town.settle(world, people);
            Member officer = officer(hub, world);
            warmUp(town, officer, channel, world, people);
            return measure(town, hub, provider, officer, channel, world, people, out);
        }
    }

    /** A hub that has told the town before: one bulletin, planned and recalled. */
    private static void warmUp(BulletinTown town, Member officer, UUID channel, World world, int people)
            throws SQLException {
        Post post = bulletin(officer, channel, world.aubin.id(), "town");
        while (town.notices(post.id()) < people) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        officer.recall(post);
        while (town.number("select count(*) from delivery where state in ('pending', 'sending')") > 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private static Verdict measure(
            BulletinTown town,
            HubProcess hub,
            ProviderProcess provider,
            Member officer,
            UUID channel,
            World world,
            int people,
            Table out)
            throws IOException, SQLException {
        Table table = out.head("what", "milliseconds");
        long takenBefore = provider.stats().accepted();
        long cpuBefore = cpuMillis(hub.pid());
        Post post = bulletin(officer, channel, world.aubin.id(), "town");
        long acknowledged = System.nanoTime();
        long first = -1;
        long planned = -1;
        while (first < 0 || planned < 0) {
            if (System.nanoTime() - acknowledged > PATIENCE.toNanos()) {
                throw new IllegalStateException("not planned within " + PATIENCE + ": " + town.notices(post.id()));
            }
            if (first < 0 && provider.stats().accepted() > takenBefore) {
                first = millisSince(acknowledged);
                table.row("first notice at the provider", first);
            }
            // Counting costs the database as much as planning does, so it waits for the first notice.
            if (first >= 0 && planned < 0 && town.notices(post.id()) >= people) {
                planned = millisSince(acknowledged);
                table.row("all planned and queued", planned);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(first < 0 ? 10 : 50));
        }
        long cpu = cpuMillis(hub.pid()) - cpuBefore;
        long plain = TimeUnit.NANOSECONDS.toMillis(town.plainly());
        table.row("the same rows, one plain insert a table", plain);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("people", people);
        figures.put("notices", town.notices(post.id()));
        figures.put("plannedMillis", planned);
        figures.put("firstMillis", first);
        figures.put("plainInsertMillis", plain);
        figures.put("timesPlainInsert", Math.round(100.0 * planned / Math.max(1, plain)) / 100.0);
        figures.put("hubCpuMillis", cpu);
        figures.put("hubPeakMiB", status(hub.pid(), "VmHWM") / 1024);
        figures.put("goalPlannedMillis", PLANNED_MILLIS);
        figures.put("goalFirstMillis", FIRST_MILLIS);
        return new Verdict(planned < PLANNED_MILLIS && first < FIRST_MILLIS, figures);
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }

    private static Post bulletin(Member officer, UUID channel, UUID place, String scope) {
        return officer.bulletin(channel, "Cantine", "Pas de poisson mardi", new Audience(scope, place))
                .is(201)
                .as(Post.class);
    }

    private static Member officer(HubProcess hub, World world) {
        Contract contract = new Contract(
                Repository.text(Repository.root().resolve("hub/src/main/resources/api/openapi.yaml")),
                Repository.text(Repository.root().resolve("hub/src/main/resources/api/asyncapi.yaml")));
        Api api = Api.anonymous(hub.base(), hub.origin(), contract);
        String token = api.post(
                        "/api/v1/sessions", Map.of("login", world.canteenAubin.login(), "password", World.PASSWORD))
                .is(201)
                .as(Signed.class)
                .accessToken();
        return new Member(api.with(token), world.canteenAubin.id());
    }

    /** E-mails are planned like all else; nobody listens for them, as their sending is not what is measured. */
    private static HubProcess hub(Path folder, EmbeddedPostgres postgres, ProviderProcess provider) throws IOException {
        var database = postgres.address();
        return HubProcess.start(
                Files.createDirectories(folder.resolve("hub")),
                List.of("-Xmx384m", "-XX:+UseSerialGC"),
                Databases.with(
                        database,
                        Map.ofEntries(
                                Map.entry("pause.enabled", "false"),
                                Map.entry("log.level", "error"),
                                // The goal is about everybody: those with the app and no device get their e-mail at
                                // once too.
                                Map.entry("reach.routineEmail", "0"),
                                Map.entry("reach.importantEmail", "0"),
                                Map.entry("email.provider", "smtp"),
                                Map.entry("email.host", "127.0.0.1"),
                                Map.entry("email.port", Integer.toString(HubProcess.freePort())),
                                Map.entry("email.tls", "none"),
                                Map.entry("email.from", "bench@example.org"),
                                Map.entry("sms.provider", "twilio"),
                                Map.entry("sms.accountSid", "AC1"),
                                Map.entry("sms.authToken", "token"),
                                Map.entry("sms.from", "PREAU"),
                                Map.entry("sms.perSecond", "100"),
                                Map.entry("sms.baseUrl", provider.base().toString()))));
    }

    private static long cpuMillis(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return 10 * (Long.parseLong(fields[11]) + Long.parseLong(fields[12])); // ticks of 10 ms
    }

    /** A line of /proc/PID/status, in KiB. */
    private static long status(long pid, String name) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0L);
    }
}
