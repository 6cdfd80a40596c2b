package fr.preau.hub.stream;

import fr.preau.channels.bulletin.Audience;
import fr.preau.channels.people.AccountId;
import fr.preau.hub.conversation.ChannelEvent;
import io.netty.buffer.ByteBuf;
import java.util.Set;

/**
 * An event as the bytes of one WebSocket frame, made once a node and read by everybody. Kept on the heap: the tail may
 * hold it for long, and each event loop copies it once into the buffer that its sockets share.
 */
final class Encoded {
    private final byte[] frame;
    private final int head;
    private final long seq;
    private final Set<Audience> audience;
    private final AccountId author;
    private final boolean rewrites;

    private Encoded(byte[] json, long seq, boolean rewrites, Set<Audience> audience, AccountId author) {
        this.head = TextFrame.headBytes(json.length);
        this.frame = TextFrame.of(json);
        this.seq = seq;
        this.audience = audience;
        this.author = author;
        this.rewrites = rewrites;
    }

    static Encoded of(ChannelEvent event) {
        return new Encoded(event.frame().getBytes(), event.seq(), event.rewrites(), event.audience(), event.author());
    }

    /** Its place in the channel; 0 for what passes. */
    long seq() {
        return seq;
    }

    /** Bytes of the whole frame. */
    int size() {
        return frame.length;
    }

    void writeTo(ByteBuf buffer) {
        buffer.writeBytes(frame);
    }

    void writeJsonTo(ByteBuf buffer) {
        buffer.writeBytes(frame, head, frame.length - head);
    }

    /** Whether it changes an earlier post, so that the earlier event no longer tells how the post is to be shown. */
    boolean rewrites() {
        return rewrites;
    }

    /** Passes, and is not for the one who caused it. */
    boolean passing() {
        return seq == 0;
    }

    /** The same for every reader of the channel. */
    boolean forAll() {
        return seq != 0 && audience.isEmpty();
    }

    boolean visibleTo(AccountId account, Set<Audience> behind, boolean seesAll) {
        if (passing() && account.equals(author)) {
            return false;
        }
        if (audience.isEmpty() || seesAll || account.equals(author)) {
            return true;
        }
        for (Audience part : audience) {
            if (behind.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
