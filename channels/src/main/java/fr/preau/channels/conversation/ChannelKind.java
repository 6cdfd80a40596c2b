package fr.preau.channels.conversation;

import java.util.Locale;

/** The kinds of channel; who belongs to each follows from roles (the view channel_member). */
public enum ChannelKind {
    CLASS_PUPILS,
    CLASS_FAMILIES,
    LIAISON,
    DIRECT,
    STAFF_ROOM,
    INSPECTION,
    TOWN_BULLETIN,
    SCHOOL_NOTICE;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of a word from the database or the table; an unknown word is a bug. */
    public static ChannelKind of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
