package fr.preau.channels.reach;

import fr.preau.channels.conversation.ChannelKind;
import fr.preau.channels.reach.NamesInText.ChildName;
import java.util.Collection;

/** What may be told outside the house: nothing that names a child, and nothing at all of what is about one child. */
public final class Discretion {
    private Discretion() {}

    /**
     * Whether a post's title and text stay in the house.
     *
     * @param said both of them
     * @param children those behind the post; in a large town looking through them takes up to a second
     */
    public static boolean keeps(ChannelKind kind, String said, Collection<ChildName> children) {
        return switch (kind) {
            case TOWN_BULLETIN, SCHOOL_NOTICE -> new NamesInText(said).nameInFullOneOf(children);
            case CLASS_FAMILIES -> new NamesInText(said).nameOneOf(children);
            case LIAISON, CLASS_PUPILS, DIRECT, STAFF_ROOM, INSPECTION -> true;
        };
    }
}
