package fr.preau.channels.pause;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * When notices rest: from the evening to the next morning, and from Friday evening to Monday morning (circular of 10 July
 * 2025). One may write at any time; what is written in the pause leaves when it ends, spread over some minutes.
 *
 * <p>Hours are wall-clock hours of the recipient's zone, so that they stay right when the clocks change.
 *
 * @param evening when the pause begins, included
 * @param morning when it ends, so that a notice may leave at this very minute; before {@code evening}
 * @param weekend whether the pause also lasts from Friday evening to Monday morning
 * @param spread over how long the notices held back leave, from {@code morning}; zero lets all leave at once
 */
public record QuietHours(LocalTime evening, LocalTime morning, boolean weekend, Duration spread) {

    /** 20:00 to 07:00 and the weekend, spread over 15 minutes. */
    public static final QuietHours CIRCULAR_2025 =
            new QuietHours(LocalTime.of(20, 0), LocalTime.of(7, 0), true, Duration.ofMinutes(15));

    public QuietHours {
        if (!morning.isBefore(evening)) {
            throw new IllegalArgumentException(
                    "the morning (" + morning + ") must be before the evening (" + evening + ")");
        }
        if (spread.isNegative() || spread.compareTo(Duration.between(morning, evening)) > 0) {
            throw new IllegalArgumentException("the spread must lie between zero and the length of the day: " + spread);
        }
    }

    /** Whether notices rest at {@code now} for somebody who lives in {@code zone}. */
    public boolean restsAt(Instant now, ZoneId zone) {
        var local = now.atZone(zone);
        return rests(local.getDayOfWeek()) || isNight(local.toLocalTime());
    }

    /**
     * When a notice that is ready at {@code now} may leave: at once outside the pause, else in the first minutes after it.
     *
     * @param recipient what tells recipients apart; the same recipient always gets the same place in the spread, so that
     *     planning twice changes nothing
     */
    public Instant leavesAt(Instant now, ZoneId zone, long recipient) {
        if (!restsAt(now, zone)) {
            return now;
        }
        return opening(now.atZone(zone)).toInstant().plusMillis(place(recipient));
    }

    private ZonedDateTime opening(ZonedDateTime local) {
        LocalDate day = local.toLocalTime().isBefore(morning)
                ? local.toLocalDate()
                : local.toLocalDate().plusDays(1);
        while (rests(day.getDayOfWeek())) {
            day = day.plusDays(1);
        }
        return day.atTime(morning).atZone(local.getZone());
    }

    private boolean isNight(LocalTime time) {
        return time.isBefore(morning) || !time.isBefore(evening);
    }

    private boolean rests(DayOfWeek day) {
        return weekend && (day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY);
    }

    /** Milliseconds into the spread: a mix of all bits (SplitMix64), as neighbouring ids must not leave together. */
    private long place(long recipient) {
        long mixed = recipient + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        mixed ^= mixed >>> 31;
        return spread.isZero() ? 0 : Math.floorMod(mixed, spread.toMillis());
    }
}
