package fr.preau.channels.conversation;

import java.util.UUID;

/** A channel. */
public record ChannelId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
