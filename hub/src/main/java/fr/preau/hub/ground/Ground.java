package fr.preau.hub.ground;

import fr.preau.config.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What every room of the hub stands on. Clock and randomness come from here and from nowhere else; {@code random} is
 * a secure source.
 *
 * @param pool follows the primary; while there is none it leads to a standby, which refuses changes
 * @param database what the database can do now
 */
public record Ground(
        Vertx vertx,
        Pool pool,
        Supplier<Availability> database,
        Settings settings,
        Clock clock,
        RandomGenerator random,
        MeterRegistry meters) {
    /** A ground on a database that is taken to be there always. */
    public Ground(
            Vertx vertx, Pool pool, Settings settings, Clock clock, RandomGenerator random, MeterRegistry meters) {
        this(vertx, pool, () -> Availability.WRITABLE, settings, clock, random, meters);
    }

    /** Whether changes can be kept now. What works by itself rests meanwhile, rather than fail again and again. */
    public boolean writable() {
        return database.get() == Availability.WRITABLE;
    }
}
