package fr.preau.channels.board;

import fr.preau.channels.reach.DeliveryState;
import fr.preau.channels.reach.Route;

/**
 * How the best delivery on one route to one person stands.
 *
 * @param reason the word with which it ended; empty when there is none
 */
public record Trial(Route route, DeliveryState state, String reason) {

    /** Whether it may still leave. */
    boolean waits() {
        return state == DeliveryState.PENDING || state == DeliveryState.SENDING;
    }

    /** Whether it waits because who pays has spent what there is for now. */
    boolean held() {
        return state == DeliveryState.PENDING && reason.equals("over_budget");
    }

    /** Whether it is there for certain, or somebody else who shares the address got it. */
    boolean arrived() {
        return state == DeliveryState.DELIVERED || (state == DeliveryState.SKIPPED && reason.equals("told"));
    }

    /** Whether it says nothing about the person: it was not needed, or no longer theirs. */
    boolean silent() {
        return state == DeliveryState.CANCELLED
                || (state == DeliveryState.SKIPPED
                        && (reason.equals("read") || reason.equals("signed") || reason.equals("left")));
    }
}
