package fr.preau.channels.pause;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a person wants to be left alone, on top of the pause: own hours make it longer, never shorter.
 *
 * @param evening from when on; at least {@link #LEAST_OPEN} after {@code morning}, as somebody who hears of nothing cannot
 *     be reached at all
 * @param morning until when
 * @param weekend whether weekends too, where the pause leaves them open
 */
public record OwnHours(LocalTime evening, LocalTime morning, boolean weekend) {
    /** Own hours leave at least so much of a day. */
    public static final Duration LEAST_OPEN = Duration.ofHours(4);

    public OwnHours {
        if (!fit(evening, morning)) {
            throw new IllegalArgumentException("own hours leave at least " + LEAST_OPEN.toHours() + " hours a day");
        }
    }

    /** Own hours of which evening and morning may be left to the pause. */
    public static OwnHours of(@Nullable LocalTime evening, @Nullable LocalTime morning, boolean weekend) {
        return new OwnHours(
                evening == null ? LocalTime.MAX : evening, morning == null ? LocalTime.MIN : morning, weekend);
    }

    /** What somebody chose; none where both is left to the pause. */
    public static Optional<OwnHours> chosen(@Nullable LocalTime evening, @Nullable LocalTime morning, boolean weekend) {
        return evening == null && !weekend ? Optional.empty() : Optional.of(of(evening, morning, weekend));
    }

    /** Whether these two leave enough of a day. */
    public static boolean fit(LocalTime evening, LocalTime morning) {
        return Duration.between(morning, evening).compareTo(LEAST_OPEN) >= 0;
    }
}
