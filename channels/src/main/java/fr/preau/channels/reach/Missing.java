package fr.preau.channels.reach;

import java.util.Locale;

/** Why a route is not taken. */
public sealed interface Missing {
    /** There is no device, mailbox or mobile telephone. */
    record NoAddress() implements Missing {}

    /** The person does not want it. */
    record OptedOut() implements Missing {}

    /** It was answered by STOP, or turned out to be no good. */
    record Suppressed() implements Missing {}

    /** Such a message is not worth this route, or may not take it. */
    record NotAllowed() implements Missing {}

    /** Nobody carries it. */
    record NoCarrier() implements Missing {}

    /** Who would pay has spent what there is. */
    record NoBudget() implements Missing {}

    /** The word in rows and answers. */
    default String code() {
        return getClass().getSimpleName().replaceAll("(?<=[a-z])([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
