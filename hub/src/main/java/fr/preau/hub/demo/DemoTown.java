package fr.preau.hub.demo;

import fr.preau.hub.ground.Ground;
import fr.preau.hub.ground.StartFailure;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The town of demonstrations, tests and benches. Everything in it is invented by chance that always falls the same way:
 * the same size gives the same people. Nothing of it ever gets into a database that holds others.
 */
public final class DemoTown {
    private static final Logger LOG = LoggerFactory.getLogger(DemoTown.class);
    private static final String TERRITORY = "Agglomération de la Vive (démonstration)";

    private DemoTown() {}

    /**
     * Loads the town, whole or not at all; one that is there is left as it is, whatever its size.
     *
     * @param passPhrase of every account that is in use; a fresh one replaces that of a town that is there
     * @param hashing how passwords are stored
     * @return whom to sign in as; fails with a {@link StartFailure} if the database holds real people
     */
    public static Future<DemoGuide> load(
            Ground ground, DemoSize size, PassPhrase passPhrase, Function<String, Future<String>> hashing) {
        GuideStore guides = new GuideStore(ground.pool());
        return guides.kind(TERRITORY)
                .compose(kind -> switch (kind) {
                    case EMPTY -> hashing.apply(passPhrase.text()).compose(hash -> build(ground, size, hash));
                    case DEMONSTRATION ->
                        passPhrase.fresh()
                                ? hashing.apply(passPhrase.text()).compose(guides::setPassword)
                                : Future.succeededFuture();
                    case REAL ->
                        Future.failedFuture(new StartFailure("This database holds people who are not of the"
                                + " demonstration; nothing was written. Name an empty folder with --data."));
                })
                .compose(done -> guides.guide());
    }

    private static Future<Void> build(Ground ground, DemoSize size, String passwordHash) {
        Instant now = ground.clock().instant();
        return ground.vertx()
                .executeBlocking(() -> Invention.of(size, now))
                .compose(town -> ground.pool().withTransaction(c -> write(c, town, passwordHash, now)))
                .onSuccess(done -> LOG.info(
                        "The demonstration town was built in {} ms",
                        ground.clock().millis() - now.toEpochMilli()))
                .mapEmpty();
    }

    private static Future<Void> write(SqlConnection connection, Invention town, String passwordHash, Instant now) {
        ChronicleStore posts = new ChronicleStore(connection);
        return new DemoStore(connection, town.census())
                .write(TERRITORY, passwordHash, now)
                .compose(done -> posts.write(town.posts(), now))
                .compose(done -> posts.forgetChanges());
    }
}
