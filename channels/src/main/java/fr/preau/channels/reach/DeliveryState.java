package fr.preau.channels.reach;

import java.util.Locale;

/**
 * Where a delivery stands.
 *
 * <pre>
 *             certainly not sent: a later try
 *            .-------------------------------.
 *            v                               |
 *         PENDING ----- claimed -------> SENDING ---- no answer, or the worker died ----> UNKNOWN
 *            |                               |                                               |
 *            |                               +--- refused: FAILED                            |
 *   SKIPPED | CANCELLED |                    |                                               |
 *    EXPIRED | DEAD                          +--- taken: SUBMITTED <------- a report --------+
 *                                                    |
 *                                FAILED | UNDELIVERED | DELIVERED
 * </pre>
 *
 * <p>News may come late, twice and in any order. Each state has a rank; news moves a delivery to the higher of both, so that
 * the end does not depend on the order. What is UNKNOWN is never sent again by itself.
 */
public enum DeliveryState {
    /** Waits until it is due. */
    PENDING(0),
    /** A worker may have written the request. */
    SENDING(1),
    /** Not sent: no longer needed or not allowed. */
    SKIPPED(2),
    /** Not sent: the post was recalled. */
    CANCELLED(2),
    /** Not sent: the post is no longer valid. */
    EXPIRED(2),
    /** Not sent: every try failed until it was too late. */
    DEAD(2),
    /** May have been sent; nobody knows. */
    UNKNOWN(3),
    /** With the provider. */
    SUBMITTED(4),
    /** Refused. */
    FAILED(5),
    /** The network gave it back. */
    UNDELIVERED(6),
    /** On the telephone. */
    DELIVERED(7);

    private final int rank;

    DeliveryState(int rank) {
        this.rank = rank;
    }

    /** The state after {@code news}: the one of the higher rank; of equal ranks the first stays. */
    public DeliveryState after(DeliveryState news) {
        return news.rank > rank ? news : this;
    }

    /** How far along; never falls but for a try that certainly was not sent. */
    public int rank() {
        return rank;
    }

    /** Name in rows and metrics. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state of this {@link #key()}. */
    public static DeliveryState of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
