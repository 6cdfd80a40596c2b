package fr.preau.hub.conversation;

import fr.preau.channels.bulletin.Audience;
import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.people.AccountId;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What happened in a channel, encoded once for all of its readers.
 *
 * @param seq its place in the channel, without gaps; 0 for what passes (typing)
 * @param rewrites whether it changes an earlier post, so that the event which told of that one no longer shows it as it is
 * @param frame the finished frame, JSON in UTF-8; nobody may change it
 * @param audience who may see it; empty: everybody in the channel
 * @param author the account that wrote the post, or that types; sees it whatever the audience
 */
public record ChannelEvent(
        ChannelId channel, long seq, boolean rewrites, Buffer frame, Set<Audience> audience, AccountId author) {
    private static final List<String> ADDRESSES =
            IntStream.range(0, 64).mapToObj(number -> "channels." + number).toList();

    public ChannelEvent {
        audience = Set.copyOf(audience);
    }

    /**
     * The event-bus address on which a channel's events are published after their commit. Many channels share one: among
     * several nodes each address that a node listens to is an entry of the cluster's table, which is written once a
     * listener, read before the first message, and written again by every node when one is lost. With an address a
     * channel ten thousand live ones would be silent meanwhile.
     */
    public static String address(ChannelId channel) {
        return ADDRESSES.get(Math.floorMod(channel.value().hashCode(), ADDRESSES.size()));
    }
}
