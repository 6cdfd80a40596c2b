package fr.preau.channels.reach;

import fr.preau.channels.conversation.ChannelKind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The class of a message: what people choose routes for, and what a pause may be set for. */
public enum Category {
    /** A class's channels, with the families or the pupils. */
    CLASS,
    /** The word home of one pupil. */
    LIAISON,
    /** What the head writes to the whole school. */
    NOTICE,
    /** Between two people. */
    DIRECT,
    /** A school's staff among themselves. */
    STAFF,
    /** The inspector and the heads of the district. */
    INSPECTION,
    /** The town: school meals. */
    CANTEEN,
    /** The town: school buses. */
    TRANSPORT,
    /** The town: before and after school, evening study. */
    CARE,
    /** The town: early childhood. */
    EARLY_CHILDHOOD;

    /** The word in rows and answers. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The category of a word from the database; an unknown word is a bug. */
    public static Category of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /**
     * What a post in such a channel is.
     *
     * @param service the town's service, for a bulletin; not read elsewhere
     */
    public static Category of(ChannelKind kind, @Nullable String service) {
        return switch (kind) {
            case CLASS_PUPILS, CLASS_FAMILIES -> CLASS;
            case LIAISON -> LIAISON;
            case SCHOOL_NOTICE -> NOTICE;
            case DIRECT -> DIRECT;
            case STAFF_ROOM -> STAFF;
            case INSPECTION -> INSPECTION;
            case TOWN_BULLETIN -> {
                if (service == null) {
                    throw new IllegalArgumentException("a bulletin has a service");
                }
                yield of(service);
            }
        };
    }

    /** Whether staff write to staff here. */
    public boolean amongStaff() {
        return this == STAFF || this == INSPECTION;
    }
}
