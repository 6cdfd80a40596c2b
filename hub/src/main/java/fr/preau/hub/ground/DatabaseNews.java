package fr.preau.hub.ground;

import fr.preau.hub.ground.DatabaseState.Away;
import fr.preau.hub.ground.DatabaseState.ReadOnly;
import fr.preau.hub.ground.DatabaseState.Writable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line of the log for each change of what the database can do. Belongs to one event loop. */
final class DatabaseNews {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseNews.class);

    private long troubleSince;

    void tell(DatabaseState before, DatabaseState now, @Nullable Throwable lastFailure) {
        if (before instanceof Writable) {
            troubleSince = System.nanoTime();
        }
        switch (now) {
            case Writable(DatabaseAddress primary) -> {
                if (troubleSince != 0) {
                    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - troubleSince);
                    LOG.info("The database takes changes again, at {}, after {} ms", primary.shown(), millis);
                }
            }
            case ReadOnly(DatabaseAddress from, boolean forced, String why) ->
                LOG.warn("The database is read only ({}), served by {}", why, from.shown());
            case Away(String why) -> LOG.warn("The database is away: {} ({})", why, String.valueOf(lastFailure));
        }
    }
}
