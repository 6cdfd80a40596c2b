package fr.preau.channels.pause;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;

/**
 * When notices rest and when they leave. One may write at any time; what is ready in the pause leaves in the first minutes
 * after it. A day at rest (weekend, holiday) rests whole, from the evening before until the next morning.
 *
 * @param enabled false lets everything leave at once
 * @param hours evening, morning, weekend and spread
 * @param publicHolidays whether public holidays rest like a Sunday
 * @param schoolHolidays whether school holidays rest too, to their last day
 */
public record PausePolicy(boolean enabled, QuietHours hours, boolean publicHolidays, boolean schoolHolidays) {
    /** The circular's hours and public holidays; school holidays are open, as a word on the start of term must leave. */
    public static final PausePolicy STANDARD = new PausePolicy(true, QuietHours.CIRCULAR_2025, true, false);

    /** No pause. */
    public static final PausePolicy NONE = new PausePolicy(false, QuietHours.CIRCULAR_2025, false, false);

    /** No wait is longer for the sake of school holidays: the longest summer, and a margin. */
    private static final int MOST_DAYS = 120;

    /** This policy and a person's own hours on top: never less rest than this. */
    public PausePolicy with(OwnHours own) {
        return enabled
                ? new PausePolicy(true, hours.with(own), publicHolidays, schoolHolidays)
                : new PausePolicy(
                        true, new QuietHours(own.evening(), own.morning(), own.weekend(), Duration.ZERO), false, false);
    }

    /** Whether notices rest at {@code now} for somebody who lives in {@code place}. */
    public boolean restsAt(Instant now, Place place) {
        var today = today(now, place);
        return enabled
                && (rests(today, place, true)
                        || now.isBefore(opens(today, place))
                        || !now.isBefore(closes(today, place)));
    }

    /**
     * When a notice that is ready at {@code now} may leave, and until when: at once outside the pause, else in the first
     * minutes after it.
     *
     * @param recipient what tells recipients apart; the same one always gets the same place in the spread, so that
     *     planning twice changes nothing
     */
    public Window slot(Instant now, Place place, long recipient) {
        if (!restsAt(now, place)) {
            return new Window(now, enabled ? closes(today(now, place), place) : Window.NEVER);
        }
        var open = opening(now, place);
        long room = Math.min(
                hours.spread().toMillis(),
                Duration.between(open.opens(), open.closes()).toMillis());
        return new Window(open.opens().plusMillis(Spread.within(room, recipient)), open.closes());
    }

    /** When a notice that is ready at {@code now} may leave; see {@link #slot}. */
    public Instant leavesAt(Instant now, Place place, long recipient) {
        return slot(now, place, recipient).opens();
    }

    /**
     * When something leaves that goes out once a day: at the next such hour outside the pause. Where the pause covers that
     * hour every day, it leaves when the pause ends.
     */
    public Window slotAt(LocalTime hour, Instant ready, Place place, long recipient) {
        LocalDate first = today(ready, place);
        for (int waited = 0; waited < MOST_DAYS; waited++) {
            var moment = WallClock.first(first.plusDays(waited).atTime(hour), place.zone());
            if (!moment.isBefore(ready) && !restsAt(moment, place)) {
                return slot(moment, place, recipient);
            }
        }
        return slot(ready, place, recipient);
    }

    /** When notices begin to leave that are ready at {@code now}, whoever they are for. */
    public Instant opensAt(Instant now, Place place) {
        return restsAt(now, place) ? opening(now, place).opens() : now;
    }

    private Window opening(Instant now, Place place) {
        LocalDate day = today(now, place);
        for (int waited = 0; ; waited++, day = day.plusDays(1)) {
            if (!rests(day, place, waited < MOST_DAYS)) {
                var opens = opens(day, place);
                var closes = closes(day, place);
                if (opens.isAfter(now) && opens.isBefore(closes)) {
                    return new Window(opens, closes);
                }
            }
        }
    }

    /** Where the clock shows the morning twice, the second one is past the night for good. */
    private Instant opens(LocalDate day, Place place) {
        return WallClock.last(day.atTime(hours.morning()), place.zone());
    }

    /** Where the clock shows the evening twice, the first one counts. */
    private Instant closes(LocalDate day, Place place) {
        return WallClock.first(day.atTime(hours.evening()), place.zone());
    }

    private static LocalDate today(Instant now, Place place) {
        return now.atZone(place.zone()).toLocalDate();
    }

    private boolean rests(LocalDate day, Place place, boolean schoolToo) {
        return hours.rests(day.getDayOfWeek())
                || publicHolidays && place.isPublicHoliday(day)
                || schoolToo && schoolHolidays && place.isSchoolHoliday(day);
    }
}
