package fr.preau.hub.edge;

import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One thing without which this node should get no clients, as {@code /health/ready} tells.
 *
 * @param name its name in the answer
 * @param fault looks: empty when all is well, else what is wrong, in a few words; a failure, or no answer within 2
 *     seconds, counts as "does not answer"
 */
public record ReadyCheck(String name, Supplier<Future<Optional<String>>> fault) {
    /** The database answers a query. */
    public static ReadyCheck database(Ground ground) {
        return new ReadyCheck(
                "database", () -> ground.pool().query("select 1").execute().map(rows -> Optional.empty()));
    }
}
