package fr.preau.channels.reach;

import java.time.Duration;

/**
 * When a mailbox is given up: at once where it does not exist, and after some returns in some days where it only could not
 * be reached or is full.
 *
 * @param returns so many
 * @param within in so long
 */
public record BounceRule(int returns, Duration within) {

    /** Three in seven days: a full mailbox is emptied within a week, or not at all. */
    public static final BounceRule STANDARD = new BounceRule(3, Duration.ofDays(7));

    /**
     * @param forGood whether the mailbox does not exist
     * @param recent how many came back in the time, this one among them
     */
    public boolean givesUp(boolean forGood, long recent) {
        return forGood || recent >= returns;
    }
}
