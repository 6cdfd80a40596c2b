package fr.preau.hub.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.preau.channels.bulletin.Audience;
import fr.preau.channels.bulletin.Scope;
import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.people.AccountId;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChannelEventCodecTest {
    @Test
    void anEventIsTheSameOnTheOtherNode() {
        ChannelEvent event = new ChannelEvent(
                new ChannelId(UUID.randomUUID()),
                Long.MAX_VALUE,
                true,
                Buffer.buffer("{\"é\":1}"),
                Set.of(new Audience(Scope.STUDY, UUID.randomUUID()), new Audience(Scope.TOWN, UUID.randomUUID())),
                new AccountId(UUID.randomUUID()));
        Buffer wire = Buffer.buffer("before");
        int start = wire.length();
        new ChannelEventCodec().encodeToWire(wire, event);
        ChannelEvent there = new ChannelEventCodec().decodeFromWire(start, wire);
        assertEquals(parts(event), parts(there));
    }

    private static List<Object> parts(ChannelEvent event) {
        return List.of(event.channel(), event.seq(), event.rewrites(), event.frame(), event.audience(), event.author());
    }

    @Test
    void soIsAnAccountEvent() {
        AccountEvent event = new AccountEvent(new AccountId(UUID.randomUUID()), Buffer.buffer("{}"));
        Buffer wire = Buffer.buffer();
        new AccountEventCodec().encodeToWire(wire, event);
        assertEquals(event, new AccountEventCodec().decodeFromWire(0, wire));
    }
}
