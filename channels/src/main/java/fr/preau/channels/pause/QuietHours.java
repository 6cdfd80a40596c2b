package fr.preau.channels.pause;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;

/**
 * The hours of the pause: from the evening to the next morning, and from Friday evening to Monday morning (circular of 10
 * July 2025). Wall-clock hours of the recipient's zone, so that they stay right when the clocks change.
 *
 * @param evening when the pause begins, included
 * @param morning when it ends, so that a notice may leave at this very minute; at least {@link #LEAST_OPEN} before
 *     {@code evening}
 * @param weekend whether the pause also lasts from Friday evening to Monday morning
 * @param spread over how long the notices held back leave, from {@code morning}; zero lets all leave at once
 */
public record QuietHours(LocalTime evening, LocalTime morning, boolean weekend, Duration spread) {
    /** A day that is not at rest leaves at least so long for notices. */
    public static final Duration LEAST_OPEN = Duration.ofHours(2);

    /** 20:00 to 07:00 and the weekend, spread over 15 minutes. */
    public static final QuietHours CIRCULAR_2025 =
            new QuietHours(LocalTime.of(20, 0), LocalTime.of(7, 0), true, Duration.ofMinutes(15));

    public QuietHours {
        if (!fit(evening, morning)) {
            throw new IllegalArgumentException("the morning (" + morning + ") must be at least " + LEAST_OPEN.toHours()
                    + " hours before the evening (" + evening + ")");
        }
        if (spread.isNegative() || spread.compareTo(Duration.between(morning, evening)) > 0) {
            throw new IllegalArgumentException("the spread must lie between zero and the length of the day: " + spread);
        }
    }

    /** Whether these two leave enough of a day for notices. */
    public static boolean fit(LocalTime evening, LocalTime morning) {
        return Duration.between(morning, evening).compareTo(LEAST_OPEN) >= 0;
    }

    /**
     * These hours and a person's own on top: the longer rest of both. Where both together left less than
     * {@link #LEAST_OPEN} of a day, the own ones give way as far as needed, these never.
     */
    public QuietHours with(OwnHours own) {
        LocalTime from = later(morning, own.morning());
        LocalTime to = earlier(evening, own.evening());
        if (!fit(to, from)) {
            from = earlier(from, evening.minus(LEAST_OPEN));
            to = from.plus(LEAST_OPEN);
        }
        var open = Duration.between(from, to);
        return new QuietHours(to, from, weekend || own.weekend(), spread.compareTo(open) > 0 ? open : spread);
    }

    boolean rests(DayOfWeek day) {
        return weekend && (day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY);
    }

    private static LocalTime later(LocalTime one, LocalTime other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalTime earlier(LocalTime one, LocalTime other) {
        return one.isBefore(other) ? one : other;
    }
}
