package fr.preau.hub.ground;

import io.vertx.pgclient.data.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Moments and durations as PostgreSQL takes them. */
public final class Moments {
    private Moments() {}

    /** The same moment, in UTC. */
    public static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** The moment as PostgreSQL keeps it, to the microsecond: so an answer and a later reading say the same one. */
    public static Instant kept(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    /** A duration of at most some days, to the microsecond. */
    public static Interval interval(Duration duration) {
        return Interval.of(0, 0, 0, 0, 0, Math.toIntExact(duration.toSeconds()), duration.toNanosPart() / 1_000);
    }
}
