package fr.preau.hub.conversation;

import fr.preau.channels.conversation.ChannelId;
import java.util.List;

/**
 * A channel's events after a cursor, in order, without gaps but for what the database no longer has.
 *
 * @param lastSeq of the channel, when they were read; 0 when there is no such channel
 */
public record CatchUp(List<ChannelEvent> events, long lastSeq) {
    public CatchUp {
        events = List.copyOf(events);
    }

    /** From where a channel is to be read on. */
    public record From(ChannelId channel, long after) {}
}
