package fr.preau.hub.conversation;

import fr.preau.channels.bulletin.Audience;
import fr.preau.channels.bulletin.Scope;
import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.people.AccountId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Channel events on the event bus: passed as they are within a node, as bytes between nodes. */
public final class ChannelEventCodec implements MessageCodec<ChannelEvent, ChannelEvent> {
    private static final int UUID_BYTES = 16;

    @Override
    public void encodeToWire(Buffer wire, ChannelEvent event) {
        put(wire, event.channel().value());
        wire.appendLong(event.seq());
        wire.appendByte((byte) (event.rewrites() ? 1 : 0));
        put(wire, event.author().value());
        wire.appendInt(event.audience().size());
        for (Audience part : event.audience()) {
            wire.appendByte((byte) part.scope().ordinal());
            put(wire, part.ref());
        }
        wire.appendInt(event.frame().length());
        wire.appendBuffer(event.frame());
    }

    @Override
    public ChannelEvent decodeFromWire(int start, Buffer wire) {
        int at = start;
        ChannelId channel = new ChannelId(uuid(wire, at));
        at += UUID_BYTES;
        long seq = wire.getLong(at);
        at += Long.BYTES;
        boolean rewrites = wire.getByte(at++) != 0;
        AccountId author = new AccountId(uuid(wire, at));
        at += UUID_BYTES;
        int parts = wire.getInt(at);
        at += Integer.BYTES;
        Set<Audience> audience = HashSet.newHashSet(parts);
        for (int i = 0; i < parts; i++) {
            audience.add(new Audience(Scope.values()[wire.getByte(at)], uuid(wire, at + 1)));
            at += 1 + UUID_BYTES;
        }
        int length = wire.getInt(at);
        at += Integer.BYTES;
        return new ChannelEvent(channel, seq, rewrites, wire.getBuffer(at, at + length), audience, author);
    }

    @Override
    public ChannelEvent transform(ChannelEvent event) {
        return event;
    }

    @Override
    public String name() {
        return "channel-event";
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }

    private static void put(Buffer wire, UUID id) {
        wire.appendLong(id.getMostSignificantBits()).appendLong(id.getLeastSignificantBits());
    }

    private static UUID uuid(Buffer wire, int at) {
        return new UUID(wire.getLong(at), wire.getLong(at + Long.BYTES));
    }
}
