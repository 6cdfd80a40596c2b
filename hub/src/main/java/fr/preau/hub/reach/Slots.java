package fr.preau.hub.reach;

import fr.preau.channels.reach.Rate;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * Slots that the database gave out, on this node's own clock. The database says how long until the first one; when exactly
 * it said so lies between the question and the answer, so that a slot has an earliest and a latest moment.
 *
 * @param first when the first slot certainly has come, as {@link System#nanoTime()}
 * @param latest when a request for the first slot must be written at the latest
 * @param interval nanoseconds from one slot to the next
 */
record Slots(long first, long latest, long interval) {

    /**
     * @param waitMicros until the first slot
     * @param workedMicros how long the database had been at work when it said so
     * @param asked when the question was written
     * @param answered when the answer was there
     */
    static Slots of(long waitMicros, long workedMicros, Rate rate, long asked, long answered) {
        long wait = Duration.of(waitMicros, ChronoUnit.MICROS).toNanos();
        long worked = Duration.of(workedMicros, ChronoUnit.MICROS).toNanos();
        long doubt = Math.max(0, answered - asked - worked);
        return new Slots(
                answered + wait,
                answered + wait - doubt + Rate.LATEST.toNanos(),
                rate.interval().toNanos());
    }
}
