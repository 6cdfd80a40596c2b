package fr.preau.hub.conversation;

import fr.preau.channels.people.AccountId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.util.UUID;

/** Account events on the event bus: passed as they are within a node, as bytes between nodes. */
public final class AccountEventCodec implements MessageCodec<AccountEvent, AccountEvent> {
    private static final int UUID_BYTES = 16;

    @Override
    public void encodeToWire(Buffer wire, AccountEvent event) {
        UUID account = event.account().value();
        wire.appendLong(account.getMostSignificantBits()).appendLong(account.getLeastSignificantBits());
        wire.appendInt(event.frame().length()).appendBuffer(event.frame());
    }

    @Override
    public AccountEvent decodeFromWire(int start, Buffer wire) {
        UUID account = new UUID(wire.getLong(start), wire.getLong(start + Long.BYTES));
        int from = start + UUID_BYTES + Integer.BYTES;
        int length = wire.getInt(start + UUID_BYTES);
        return new AccountEvent(new AccountId(account), wire.getBuffer(from, from + length));
    }

    @Override
    public AccountEvent transform(AccountEvent event) {
        return event;
    }

    @Override
    public String name() {
        return "account-event";
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
