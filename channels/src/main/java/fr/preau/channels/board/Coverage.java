package fr.preau.channels.board;

import java.util.Locale;

/** How a child stands; of several guardians the best counts, or the least good where each has to do it. */
public enum Coverage {
    /** Nobody was reached, and nothing more is to come. */
    NOT_REACHED,
    /** Something is still to leave, or lies unopened in the app. */
    WAITING,
    /** A guardian was reached; what the author asked for has not happened yet. */
    REACHED,
    /** What the author asked for has happened, or the family was told by hand. */
    COVERED;

    /** The word in answers. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
