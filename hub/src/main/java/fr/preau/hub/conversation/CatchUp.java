package fr.preau.hub.conversation;

import java.util.List;

/** A channel's events after a cursor, in order, and the last seq of the channel when they were read. */
public record CatchUp(List<ChannelEvent> events, long lastSeq) {
    public CatchUp {
        events = List.copyOf(events);
    }
}
