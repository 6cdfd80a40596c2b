package fr.preau.hub.conversation;

import fr.preau.channels.bulletin.Audience;
import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.people.AccountId;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What happened in a channel, encoded once for all of its readers, and only where somebody reads. Thread-safe. */
public final class ChannelEvent {
    private static final List<String> ADDRESSES =
            IntStream.range(0, 64).mapToObj(number -> "channels." + number).toList();

    private final ChannelId channel;
    private final long seq;
    private final boolean rewrites;
    private final Set<Audience> audience;
    private final AccountId author;
    private @Nullable Supplier<Buffer> encoder;
    private @Nullable Buffer frame;

    private ChannelEvent(
            ChannelId channel,
            long seq,
            boolean rewrites,
            @Nullable Buffer frame,
            @Nullable Supplier<Buffer> encoder,
            Set<Audience> audience,
            AccountId author) {
        this.channel = channel;
        this.seq = seq;
        this.rewrites = rewrites;
        this.frame = frame;
        this.encoder = encoder;
        this.audience = Set.copyOf(audience);
        this.author = author;
    }

    /**
     * An event whose frame is there.
     *
     * @param seq its place in the channel, without gaps; 0 for what passes (typing)
     * @param rewrites whether it changes an earlier post, so that the event which told of that one no longer shows it as
     *     it is
     * @param frame the finished frame, JSON in UTF-8; nobody may change it
     * @param audience who may see it; empty: everybody in the channel
     * @param author the account that wrote the post, or that types; sees it whatever the audience
     */
    public ChannelEvent(
            ChannelId channel, long seq, boolean rewrites, Buffer frame, Set<Audience> audience, AccountId author) {
        this(channel, seq, rewrites, frame, null, audience, author);
    }

    /** An event whose frame is made when the first reader asks for it. */
    static ChannelEvent later(
            ChannelId channel,
            long seq,
            boolean rewrites,
            Supplier<Buffer> encoder,
            Set<Audience> audience,
            AccountId author) {
        return new ChannelEvent(channel, seq, rewrites, null, encoder, audience, author);
    }

    /**
     * The event-bus address on which a channel's events are published after their commit. Many channels share one: among
     * several nodes each address that a node listens to is an entry of the cluster's table, which costs a millisecond to
     * write and is written again by every node when one is lost.
     */
    public static String address(ChannelId channel) {
        return ADDRESSES.get(Math.floorMod(channel.value().hashCode(), ADDRESSES.size()));
    }

    public ChannelId channel() {
        return channel;
    }

    public long seq() {
        return seq;
    }

    public boolean rewrites() {
        return rewrites;
    }

    public Set<Audience> audience() {
        return audience;
    }

    public AccountId author() {
        return author;
    }

    /** The finished frame; the same for all who ask. */
    public synchronized Buffer frame() {
        Buffer made = frame;
        if (made == null) {
            made = Objects.requireNonNull(encoder).get();
            frame = made;
            encoder = null;
        }
        return made;
    }
}
