package fr.preau.channels.pause;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** When a clock on the wall shows a time: once, twice when it is put back, or never when it is put forward past it. */
final class WallClock {
    private WallClock() {}

    /** The first moment at which the clock shows this time or, put forward, a later one. */
    static Instant first(LocalDateTime time, ZoneId zone) {
        var transition = zone.getRules().getTransition(time);
        return transition != null && transition.isGap()
                ? transition.getInstant()
                : time.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }

    /** As {@link #first}, but where it shows this time twice the second one. */
    static Instant last(LocalDateTime time, ZoneId zone) {
        var transition = zone.getRules().getTransition(time);
        return transition != null && transition.isOverlap()
                ? time.atZone(zone).withLaterOffsetAtOverlap().toInstant()
                : first(time, zone);
    }
}
