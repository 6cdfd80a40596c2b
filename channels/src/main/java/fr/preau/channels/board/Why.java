package fr.preau.channels.board;

import java.util.Locale;

/** Why somebody was not reached, as the one who has to do something about it needs to know. */
public enum Why {
    /** The family asked for no more of it (STOP, a complaint to the provider of the mailbox). */
    OPTED_OUT,
    /** Chose not to get this kind of message this way. */
    NOT_WANTED,
    /** No such number or mailbox. */
    BAD_ADDRESS,
    /** Whoever reads there said that it is somebody else's. */
    NOT_THEIRS,
    /** A number that gets no text messages. */
    LANDLINE,
    /** The mailbox or the device is no more. */
    GONE,
    /** Out of reach for as long as the provider tried. */
    UNREACHABLE,
    /** Held back on the way as unwanted. */
    FILTERED,
    /** The mailbox is full. */
    FULL,
    /** Too long to be taken. */
    TOO_BIG,
    /** May have been sent; nobody confirmed it. */
    UNCONFIRMED,
    /** Could not leave in time. */
    TOO_LATE,
    /** Who pays has spent what there is. */
    NO_BUDGET,
    /** The address was changed while the message waited. */
    CHANGED,
    /** Neither a number nor an e-mail address is known. */
    NO_ADDRESS,
    /** No app yet, and such a message does not go by another way. */
    NO_APP,
    /** Nobody carries what this person could be reached by. */
    NO_CARRIER,
    /** The child has no grown-up in the directory. */
    NO_GUARDIAN,
    /** Something else; the log of the hub knows more. */
    OTHER;

    /** The word in answers. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
