package fr.preau.hub.ground;

import fr.preau.config.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * What every room of the hub stands on. Clock and randomness come from here and from nowhere else; {@code random} is
 * a secure source.
 */
public record Ground(
        Vertx vertx, Pool pool, Settings settings, Clock clock, RandomGenerator random, MeterRegistry meters) {}
