package fr.preau.hub.stream;

import fr.preau.channels.bulletin.Audience;
import fr.preau.channels.bulletin.Scope;
import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.people.AccountId;
import fr.preau.hub.conversation.ChannelEvent;
import fr.preau.hub.edge.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.State;

/** What the stream does once a post and node, once a reader, and once a frame of a client. */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
public class StreamBench {
    private static final int LIMIT = 32_768;

    private final Audience town = new Audience(Scope.TOWN, new UUID(1, 1));
    private final Audience canteen = new Audience(Scope.CANTEEN, new UUID(1, 2));
    private final AccountId reader = new AccountId(new UUID(2, 1));
    private final ChannelEvent event = new ChannelEvent(
            new ChannelId(new UUID(3, 1)),
            17,
            false,
            Buffer.buffer("x".repeat(600)),
            Set.of(canteen),
            new AccountId(new UUID(2, 2)));
    private final Encoded encoded = Encoded.of(event);
    private final Set<Audience> behind = Set.of(town, canteen);
    private final FrameReader frames = new FrameReader(LIMIT);
    private final ByteBuf read =
            masked("{\"type\":\"read\",\"channel\":\"00000000-0000-0003-0000-000000000001\",\"seq\":17}");

    /** A committed post becomes the bytes of one WebSocket frame. */
    @Benchmark
    public Object frame() {
        return Encoded.of(event);
    }

    /** Whether one reader may see a bulletin. */
    @Benchmark
    public boolean sight() {
        return encoded.visibleTo(reader, behind, false);
    }

    /** A frame of a client, from its bytes to the record. */
    @Benchmark
    public Object clientFrame() {
        read.readerIndex(0);
        var message = (FrameReader.Message.Text) Objects.requireNonNull(frames.next(read));
        return Wire.read(Buffer.buffer(message.bytes()), ClientFrame.class);
    }

    private static ByteBuf masked(String json) {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        byte[] mask = {1, 2, 3, 4};
        ByteBuf frame =
                Unpooled.buffer().writeByte(0x81).writeByte(0x80 | text.length).writeBytes(mask);
        for (int i = 0; i < text.length; i++) {
            frame.writeByte(text[i] ^ mask[i & 3]);
        }
        return frame;
    }
}
