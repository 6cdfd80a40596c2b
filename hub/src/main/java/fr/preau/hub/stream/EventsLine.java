package fr.preau.hub.stream;

import fr.preau.channels.conversation.ChannelId;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Server-Sent Events (WHATWG HTML, section 9.2), for networks that let no WebSocket through. Each event's id is this
 * reader's {@link Cursors}, so it is written for each reader; those who come this way are few.
 */
final class EventsLine implements Line {
    /** A reader that waits for more than this does not get the next page yet. */
    private static final int ENOUGH = 65_536;

    private static final Buffer PING = Buffer.buffer(":\n\n");
    private static final byte[] ID = "id: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);

    private final HttpServerResponse response;
    private final Cursors cursors;
    private final int limit;
    private final IntConsumer whenSlow;
    private int queued;
    private boolean closing;
    private @Nullable List<Runnable> drained;

    /** @param cursors those that the client asked to resume from */
    EventsLine(HttpServerResponse response, Cursors cursors, int limit, IntConsumer whenSlow) {
        this.response = response;
        this.cursors = cursors;
        this.limit = limit;
        this.whenSlow = whenSlow;
    }

    /** @param retryMillis after how long the client is to come back when this ends */
    void begin(int retryMillis) {
        response.setChunked(true).putHeader("Content-Type", "text/event-stream; charset=utf-8");
        response.putHeader("Cache-Control", "no-store").putHeader("X-Accel-Buffering", "no");
        write(Buffer.buffer("retry: " + retryMillis + "\n\n"));
    }

    @Override
    public void events(ChannelId channel, Burst burst) {
        int size = burst.length() + burst.events().size() * 256;
        ByteBuf out = Unpooled.buffer(size);
        for (Encoded event : burst.events()) {
            if (event.seq() > 0) {
                cursors.reached(channel, event.seq());
                id(out);
            }
            out.writeBytes(DATA);
            event.writeJsonTo(out);
            out.writeByte('\n').writeByte('\n');
        }
        write(BufferInternal.buffer(out));
    }

    @Override
    public void frame(byte[] json) {
        ByteBuf out = Unpooled.buffer(json.length + 256);
        id(out);
        out.writeBytes(DATA).writeBytes(json).writeByte('\n').writeByte('\n');
        write(BufferInternal.buffer(out));
    }

    @Override
    public void reached(ChannelId channel, long seq) {
        cursors.reached(channel, seq);
    }

    @Override
    public void dropped(ChannelId channel) {
        cursors.dropped(channel);
    }

    @Override
    public boolean backlogged() {
        return queued > ENOUGH;
    }

    @Override
    public void whenDrained(Runnable next) {
        List<Runnable> waiters = drained == null ? new ArrayList<>(1) : drained;
        waiters.add(next);
        drained = waiters;
    }

    @Override
    public void ping() {
        write(PING);
    }

    @Override
    public void close(int code, String reason) {
        if (!closing) {
            closing = true;
            drained = null;
            response.end();
        }
    }

    @Override
    public boolean awaitsGoodbye() {
        return false;
    }

    @Override
    public void terminate() {
        closing = true;
        drained = null;
        response.reset();
    }

    private void id(ByteBuf out) {
        out.writeBytes(ID);
        out.writeCharSequence(cursors.text(), StandardCharsets.US_ASCII);
        out.writeByte('\n');
    }

    private void write(Buffer bytes) {
        if (closing) {
            return;
        }
        int length = bytes.length();
        queued += length;
        response.write(bytes).onComplete(done -> {
            queued -= length;
            if (queued == 0 && drained != null) {
                List<Runnable> waiters = drained;
                drained = null;
                waiters.forEach(Runnable::run);
            }
        });
        if (queued > limit) {
            whenSlow.accept(queued);
            closing = true;
            response.reset();
        }
    }
}
