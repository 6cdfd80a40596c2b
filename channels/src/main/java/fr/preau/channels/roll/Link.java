package fr.preau.channels.roll;

import java.util.UUID;

/** A guardian of a pupil. */
public record Link(UUID guardian, UUID pupil) {
    /** Where a link stands that the hub knows already. */
    public enum Standing {
        /** Came with an import; the next one may end it. */
        IMPORTED,
        /** Made or changed by hand; no import touches it. */
        BY_HAND,
        /** Ended by an import; an import may open it again. */
        ENDED,
        /** Ended by hand; no import opens it again. */
        BARRED
    }
}
