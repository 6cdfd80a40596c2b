package fr.preau.hub.conversation;

import fr.preau.channels.conversation.ChannelId;

/**
 * A channel that the caller belongs to, and how far it goes now.
 *
 * @param seesAll whether targeted posts are visible to the caller whatever their audience
 */
public record ChannelHead(ChannelId id, long lastSeq, boolean seesAll) {}
