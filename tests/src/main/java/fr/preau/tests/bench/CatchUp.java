package fr.preau.tests.bench;

import fr.preau.hub.ground.DatabaseAddress;
import fr.preau.hub.ground.EmbeddedPostgres;
import fr.preau.tests.measure.Case;
import fr.preau.tests.measure.HubProcess;
import fr.preau.tests.measure.Options;
import fr.preau.tests.measure.Table;
import fr.preau.tests.measure.Verdict;
import fr.preau.tests.measure.WorkFolder;
import fr.preau.tests.world.Databases;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Who was away for 10,000 posts catches up: one client, then a hundred at once; next to a plain reading of the same rows from
 * the database by a cursor, as psql does it. The hub is new in each measurement, so that nothing is in its memory; one client
 * first reads as many posts of another channel, so that its code is warm, as that of a hub that has been running is ("cold
 * ms" is how long that took).
 */
final class CatchUp implements Case {
    private static final long GOAL_MILLIS = 5_000;

    @Override
    public String about() {
        return "10,000 missed posts, one client and 100 at once, by a hub that has sent as many before, next to plain reading"
                + " (goal: within 5 s)"
                + " [--posts 10000] [--clients 100] [--rounds 3]";
    }

    @Override
    public double secondsARound() {
        return 25;
    }

    @Override
    public Verdict run(Options options, Table out) throws Exception {
        options.only("posts", "clients", "rounds");
        int posts = options.number("posts", 10_000);
        int clients = options.number("clients", 100);
        int rounds = options.number("rounds", 3);
        Table table = out.head(
                "round",
                "clients",
                "cold ms",
                "caught up ms",
                "hub CPU s",
                "PG CPU s",
                "transactions",
                "plain ms",
                "ratio");
        List<Long> cold = new ArrayList<>();
        List<Long> one = new ArrayList<>();
        List<Long> many = new ArrayList<>();
        List<Long> plain = new ArrayList<>();
        boolean clean = true;
        try (WorkFolder folder = WorkFolder.make("catchup")) {
            HubProcess hub = HubProcess.start(
                    folder.path(),
                    List.of("-Xmx512m"),
                    Map.of("node.roles", "api, stream", "pause.enabled", "false", "log.level", "warn"));
            try {
                Path data = folder.path().resolve("data");
                DatabaseAddress first =
                        EmbeddedPostgres.running(data.resolve("postgres")).orElseThrow();
                Crowd crowd = Crowd.settle(hub.base(), data.resolve("keys").resolve("jwt-es256.pem"), first, clients);
                try (Connection connection = Databases.connect(first)) {
                    Missed missed = new Missed(connection);
                    missed.posts(
                            posts,
                            Missed.account(crowd.head()),
                            List.of(
                                    crowd.channel(),
                                    missed.liaisons(crowd.tokens()).getFirst()));
                }
                for (int round = 1; round <= rounds; round++) {
                    for (int count : new int[] {1, clients}) {
                        hub.stop();
                        hub = hub.again();
                        Scene scene = new Scene(
                                folder.path(),
                                hub,
                                crowd,
                                EmbeddedPostgres.running(data.resolve("postgres"))
                                        .orElseThrow());
                        long warming = warm(scene);
                        cold.add(warming);
                        Measured measured = measure(scene, count);
                        clean &= measured.checked().clean();
                        (count == 1 ? one : many).add(measured.millis());
                        plain.add(measured.plainMillis());
                        table.row(
                                round,
                                count,
                                warming,
                                measured.millis(),
                                String.format(
                                        Locale.ROOT, "%.2f", measured.usage().hub()),
                                String.format(
                                        Locale.ROOT, "%.2f", measured.usage().database()),
                                measured.usage().transactions(),
                                measured.plainMillis(),
                                String.format(
                                        Locale.ROOT, "%.1f", (double) measured.millis() / measured.plainMillis()));
                    }
                }
            } finally {
                hub.stop();
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("posts", posts);
        figures.put("clients", clients);
        figures.put("oneMillis", median(one));
        figures.put("allMillis", median(many));
        figures.put("coldMillis", median(cold));
        figures.put("plainMillis", median(plain));
        figures.put("oneToPlain", Math.round(10.0 * median(one) / median(plain)) / 10.0);
        figures.put("clean", clean);
        return new Verdict(clean && median(one) <= GOAL_MILLIS && median(many) <= GOAL_MILLIS, figures);
    }

    private record Scene(Path folder, HubProcess hub, Crowd crowd, DatabaseAddress database) {}

    private record Measured(long millis, Usage usage, long plainMillis, Returners.Checked checked) {}

    /** One client reads its child's channel from the beginning; nobody reads that one again. */
    private static long warm(Scene scene) throws SQLException, IOException {
        List<String> reader = scene.crowd().tokens().subList(0, 1);
        try (Connection connection = Databases.connect(scene.database())) {
            String channel = new Missed(connection).liaisons(reader).getFirst().toString();
            try (Returners returners =
                    Returners.start(scene.folder(), scene.hub().base().getPort(), reader, channel)) {
                return returners.back().millis();
            }
        }
    }

    private static Measured measure(Scene scene, int clients) throws SQLException, IOException {
        try (Connection connection = Databases.connect(scene.database())) {
            Missed database = new Missed(connection);
            Usage before = Usage.of(scene.hub(), database);
            try (Returners returners = Returners.start(
                    scene.folder(),
                    scene.hub().base().getPort(),
                    scene.crowd().tokens().subList(0, clients),
                    scene.crowd().channel().toString())) {
                long millis = returners.back().millis();
                Usage usage = Usage.of(scene.hub(), database).since(before);
                return new Measured(
                        millis,
                        usage,
                        plain(connection, scene.crowd().channel()),
                        returners.check(database.lastSeqs()));
            }
        }
    }

    private static long plain(Connection connection, UUID channel) throws SQLException {
        long begun = System.nanoTime();
        long bytes = 0;
        connection.setAutoCommit(false); // else the driver takes all rows at once
        try (PreparedStatement ask = connection.prepareStatement("""
                select e.seq, e.kind, p.id, p.author_id, q.given_name, q.family_name, p.created_at, p.urgency, p.title, p.body
                  from post_event e join post p on p.id = e.post_id
                  join account a on a.id = p.author_id join person q on q.id = a.person_id
                 where e.channel_id = ? order by e.seq
                """)) {
            ask.setObject(1, channel);
            ask.setFetchSize(500);
            try (ResultSet rows = ask.executeQuery()) {
                while (rows.next()) {
                    bytes += rows.getString("body").length();
                }
            }
        }
        connection.setAutoCommit(true);
        if (bytes == 0) {
            throw new IllegalStateException("nothing was there to read");
        }
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0L);
    }
}
