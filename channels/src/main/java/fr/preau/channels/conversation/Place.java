package fr.preau.channels.conversation;

import fr.preau.channels.access.Standing;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A channel as one caller stands to it: the state that decisions read.
 *
 * @param service the town service of a bulletin channel
 * @param standings what the caller is here; empty for outsiders
 */
public record Place(
        ChannelId id, ChannelKind kind, @Nullable String service, boolean repliesOpen, Set<Standing> standings) {
    public Place {
        standings = Set.copyOf(standings);
    }

    /** Town bulletins go to a chosen audience; in every other channel all members see each post. */
    public boolean targeted() {
        return kind == ChannelKind.TOWN_BULLETIN;
    }
}
