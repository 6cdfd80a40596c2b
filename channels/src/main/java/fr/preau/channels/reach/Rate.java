package fr.preau.channels.reach;

import java.time.Duration;

/**
 * How requests to a provider are spread, so that no second, wherever it begins, holds more than its limit. Each request has
 * a slot; slots lie evenly, and a request is written within {@link #LATEST} of its slot or gives the slot up. The slots are
 * a little further apart than the limit alone asks for: a second's requests come from the slots of a second and
 * {@link #SLACK}, and those are no more than the limit. The part of the slack beyond {@link #LATEST} is for the way.
 *
 * @param perSecond the limit, at least 1
 */
public record Rate(int perSecond) {
    /** How late a request may be written. */
    public static final Duration LATEST = Duration.ofMillis(60);

    /** How much later than another one a request may arrive, beyond the distance of their slots. */
    public static final Duration SLACK = Duration.ofMillis(100);

    /** How far ahead slots are given: what is claimed waits no longer than this before it is written. */
    public static final Duration AHEAD = Duration.ofMillis(200);

    public Rate {
        if (perSecond < 1) {
            throw new IllegalArgumentException("at least one request a second");
        }
    }

    /** From one slot to the next, in whole microseconds. */
    public Duration interval() {
        long micros = Duration.ofSeconds(1).plus(SLACK).dividedBy(1_000).toNanos();
        return Duration.ofNanos((micros + perSecond - 1) / perSecond * 1_000);
    }

    /**
     * How many slots may be given now.
     *
     * @param next how long until the next free slot; not positive if it lies in the past
     */
    public int slots(Duration next) {
        var room = AHEAD.minus(next.isNegative() ? Duration.ZERO : next);
        return room.isPositive() ? (int) ((room.toNanos() - 1) / interval().toNanos()) + 1 : 0;
    }
}
