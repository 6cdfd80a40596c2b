package fr.preau.hub.pause;

import fr.preau.channels.pause.HolidayRegion;
import fr.preau.channels.pause.PausePolicy;
import fr.preau.channels.pause.Place;
import fr.preau.channels.pause.QuietHours;
import fr.preau.channels.pause.SchoolCalendar;
import fr.preau.channels.reach.PauseBook;
import fr.preau.config.Settings;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.ground.StartFailure;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pause as it is set at the moment, for whoever plans or sends. Thread-safe. Read from the database at most every few
 * seconds, so that a change holds everywhere soon after.
 */
public final class PausePolicies {
    /** How many deliveries one {@link #moveLate} moves at most. */
    public static final int MOST_LATE = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(PausePolicies.class);
    private static final Duration FRESH = Duration.ofSeconds(3);

    private final Ground ground;
    private final PauseStore store;
    private final LateStore late;
    private final SchoolCalendar calendar;
    private Future<PauseBook> book = Future.failedFuture("not read yet");
    private Instant stale = Instant.MIN;
    private final AtomicBoolean told = new AtomicBoolean();

    private PausePolicies(Ground ground, SchoolCalendar calendar) {
        this.ground = ground;
        this.store = new PauseStore(ground.pool());
        this.late = new LateStore(ground.pool());
        this.calendar = calendar;
    }

    /**
     * @throws StartFailure when the house's own table of school holidays cannot be read
     */
    public static PausePolicies open(Ground ground) {
        var calendar = SchoolCalendar.official();
        return new PausePolicies(
                ground,
                ground.settings()
                        .pause()
                        .schoolHolidaysFile()
                        .map(file -> with(calendar, file))
                        .orElse(calendar));
    }

    private static SchoolCalendar with(SchoolCalendar calendar, Path file) {
        try {
            return calendar.with(Files.readString(file));
        } catch (IOException e) {
            throw new StartFailure("pause.schoolHolidaysFile: " + file + " cannot be read as UTF-8 text.", e);
        } catch (SchoolCalendar.InvalidTable e) {
            throw new StartFailure("pause.schoolHolidaysFile: " + file + ", " + e.getMessage() + ".", e);
        }
    }

    /** Every pause that is set, at most a few seconds old; an older one while the database is away. */
    public synchronized Future<PauseBook> book() {
        var now = ground.clock().instant();
        if (book.isComplete() && (book.failed() || !now.isBefore(stale))) {
            var last = book;
            stale = now.plus(FRESH);
            book = read().recover(away -> last.succeeded() ? last : Future.failedFuture(away));
        }
        return book;
    }

    /**
     * Moves deliveries to the next opening that are due and past {@code open_until}: a queue that was too long for the day, a
     * try after a failure, a rule that was changed. A worker must not claim them before that; it should call this whenever it
     * looks for work. Several nodes may at once.
     *
     * @return how many were moved; up to {@link #MOST_LATE} at a time
     */
    public Future<Integer> moveLate() {
        return book().compose(
                        current -> late.move(current, MOST_LATE, ground.clock().instant()));
    }

    /**
     * A rule was changed here: the next {@link #book} is read anew, and what waits under it is looked at once more: it leaves
     * sooner or later as the rule has it now.
     */
    public Future<Void> changed(UUID territory, @Nullable UUID school) {
        synchronized (this) {
            stale = Instant.MIN;
        }
        return late.lookAgain(territory, school);
    }

    private Future<PauseBook> read() {
        return Future.join(store.places(calendar), store.rules())
                .map(both -> new PauseBook(house(ground.settings()), home(), both.resultAt(0), both.resultAt(1)))
                .onSuccess(this::tellUnknown);
    }

    /** Once a start: whoever runs the hub can give the missing lines. */
    private void tellUnknown(PauseBook read) {
        if (told.compareAndSet(false, true)) {
            read.unknownSchoolYears(ground.clock().instant())
                    .forEach((zone, year) -> LOG.warn(
                            "The school holidays {} of zone {} are not known: they count as school days in the pause;"
                                    + " public holidays still rest. Give them in pause.schoolHolidaysFile.",
                            year,
                            zone.isEmpty() ? "(none)" : zone));
        }
    }

    private Place home() {
        return new Place(ground.settings().pause().zone(), HolidayRegion.METROPOLE, "C", calendar);
    }

    /** What holds where nobody set anything. */
    static PausePolicy house(Settings settings) {
        var pause = settings.pause();
        var hours = new QuietHours(
                pause.evening(),
                pause.morning(),
                pause.weekend(),
                Duration.ofMinutes(settings.limits().pauseSpreadMinutes()));
        return new PausePolicy(pause.enabled(), hours, pause.publicHolidays(), pause.schoolHolidays());
    }
}
