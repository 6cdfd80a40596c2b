package fr.preau.hub.stream;

import fr.preau.channels.conversation.ChannelId;

/** What a node's live channel tells an event loop, in order. */
sealed interface Delivery {
    ChannelId channel();

    /** The channel is live on this node; the next event is the one after {@code last}. */
    record Began(ChannelId channel, long last) implements Delivery {}

    /** The next event, or one that passes. */
    record Happened(ChannelId channel, Encoded event) implements Delivery {}

    /** The channel could not be made live. */
    record Failed(ChannelId channel, Throwable why) implements Delivery {}
}
