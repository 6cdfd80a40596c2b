package fr.preau.channels.reach;

import java.time.Duration;

/**
 * One step of the ladder for one person.
 *
 * @param route how
 * @param delay how long after the post, or after the pause in which it was written
 * @param unless what makes it needless
 * @param digest whether it waits to be one line of a daily e-mail
 */
public record Step(Route route, Duration delay, Unless unless, boolean digest) {

    /** The step's place in the ladder: the same for everybody, so that one address is told once a step. */
    public int place() {
        return route.ordinal();
    }

    /** Whether it is taken at once, whatever another guardian did. */
    public boolean first() {
        return delay.isZero();
    }
}
