package fr.preau.hub;

import fr.preau.hub.audit.Audit;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.reach.RedriveStore;
import fr.preau.hub.reach.RedriveStore.Which;
import io.vertx.core.Future;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Puts dead deliveries back into the queue. */
final class RedriveTool implements Tool {
    @Override
    public String usage() {
        return """
                [--post ID] [--dead-since DATE] [--config FILE] [--data FOLDER]
                send again, once, what every try failed to send; one of the two says which; DATE is as in 2026-11-24""";
    }

    @Override
    public int run(List<String> arguments, Console console) {
        Options options =
                Options.parse(arguments, SchoolTools.withSettings(Set.of("--post", "--dead-since")), Set.of());
        Optional<UUID> post = options.value("--post").map(RedriveTool::id);
        Optional<LocalDate> since = options.value("--dead-since").map(RedriveTool::date);
        if (post.isEmpty() && since.isEmpty()) {
            throw Stop.wrongUsage("--post or --dead-since must say what to send again");
        }
        int count = SchoolTools.onDatabase(options, console, ground -> {
            var zone = ground.settings().pause().zone();
            Optional<Instant> from = since.map(day -> day.atStartOfDay(zone).toInstant());
            return redrive(ground, new Which(post, from, Optional.empty())).await();
        });
        console.out().println(count + " deliveries are in the queue again.");
        return Stop.DONE;
    }

    /** In the audit under the name of the machine's own user: the command line knows no account. */
    static Future<Integer> redrive(Ground ground, Which which) {
        return ground.pool()
                .withTransaction(transaction -> new RedriveStore(transaction)
                        .dead(which, ground.clock().instant())
                        .compose(count -> new Audit(ground)
                                .record(
                                        transaction,
                                        Optional.empty(),
                                        "redrive",
                                        which.post().isPresent() ? "post" : "deliveries",
                                        which.post().map(UUID::toString).orElse("dead"),
                                        Map.of(
                                                "deliveries", Integer.toString(count),
                                                "by", "command line",
                                                "user", System.getProperty("user.name", "")))
                                .map(count)));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Stop.wrongUsage("--post is the id of a post, as in its address");
        }
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw Stop.wrongUsage("--dead-since is a date, as in 2026-11-24");
        }
    }
}
