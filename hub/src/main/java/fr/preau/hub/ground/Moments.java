package fr.preau.hub.ground;

import io.vertx.pgclient.data.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Moments and durations as PostgreSQL takes them. */
public final class Moments {
    private Moments() {}

    /** The same moment, in UTC. */
    public static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** A duration of at most some days, to the microsecond. */
    public static Interval interval(Duration duration) {
        return Interval.of(0, 0, 0, 0, 0, Math.toIntExact(duration.toSeconds()), duration.toNanosPart() / 1_000);
    }
}
