package fr.preau.hub.stream;

import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.problem.Problem;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket, written to below Vert.x. What it does not gets a write of its own: as long as the network takes a burst
 * whole, which is nearly always, it is one system call from the shared buffer, see {@link Direct}, or even one for many
 * sockets, see {@link Volley}. Only what the network
 * did not take goes through Netty, which waits until there is room, and its length is known to the byte.
 */
final class SocketLine implements Line {
    private static final byte[] PING = {(byte) 0x89, 0};

    private final ChannelHandlerContext netty;
    private final @Nullable FileDescriptor socket;
    private final int limit;
    private final IntConsumer whenSlow;

    private @Nullable ArrayDeque<ByteBuf> queue; // what Netty has not been given yet
    private int queued; // bytes, Netty's included
    private boolean waiting; // Netty holds bytes
    private boolean closing;
    private @Nullable List<Runnable> drained;

    /**
     * @param limit bytes that may wait
     * @param whenSlow told how many bytes were dropped when the limit was passed; the line then closes with 4000
     */
    SocketLine(ChannelHandlerContext netty, int limit, IntConsumer whenSlow) {
        this.netty = netty;
        this.socket = Direct.to(netty.channel());
        this.limit = limit;
        this.whenSlow = whenSlow;
    }

    @Override
    public void events(ChannelId channel, Burst burst) {
        write(burst);
    }

    @Override
    public void frame(byte[] json) {
        raw(TextFrame.of(json));
    }

    @Override
    public void ping() {
        if (!waiting) { // else there is no room for one, and what waits asks for an answer just as well
            raw(PING);
        }
    }

    void pong(byte[] payload) {
        raw(control(0x8a, payload));
    }

    @Override
    public void reached(ChannelId channel, long seq) {
        // a client on a WebSocket keeps its cursors itself
    }

    @Override
    public void dropped(ChannelId channel) {
        // as above
    }

    @Override
    public boolean backlogged() {
        return waiting;
    }

    @Override
    public void whenDrained(Runnable next) {
        List<Runnable> waiters = drained == null ? new ArrayList<>(1) : drained;
        waiters.add(next);
        drained = waiters;
    }

    @Override
    public void listen(boolean on) {
        netty.channel().config().setAutoRead(on);
    }

    @Override
    public void close(int code, String reason) {
        if (!closing) {
            byte[] words = reason.getBytes(StandardCharsets.US_ASCII);
            byte[] payload = new byte[2 + words.length];
            payload[0] = (byte) (code >>> 8);
            payload[1] = (byte) code;
            System.arraycopy(words, 0, payload, 2, words.length);
            raw(control(0x88, payload));
            closing = true;
            drained = null;
        }
    }

    @Override
    public boolean awaitsGoodbye() {
        return true;
    }

    @Override
    public void terminate() {
        closing = true;
        dropQueue();
        netty.close();
    }

    private void raw(byte[] frame) {
        Burst burst = Burst.of(netty.alloc(), frame);
        write(burst);
        burst.release();
    }

    /** Whether nothing waits and the system's own socket can be written to. */
    boolean free() {
        return !waiting && !closing && socket != null && socket.isOpen();
    }

    /** The system's number of the socket; -1 where there is none. */
    int descriptor() {
        return socket == null ? -1 : socket.intValue();
    }

    /** What became of a burst that was written for this {@link #free} line: bytes that the network took, or an error. */
    void sent(Burst burst, int result) {
        if (result != burst.length() && !closing) {
            enqueue(burst.rest(Math.max(0, result))); // if it is gone Netty finds out, and closes it
        }
    }

    void write(Burst burst) {
        if (closing) {
            return;
        }
        int sent = 0;
        if (!waiting && socket != null) {
            try {
                sent = Direct.send(socket, burst);
            } catch (IOException e) {
                terminate(); // the client is gone
                return;
            }
            if (sent == burst.length()) {
                return;
            }
        }
        enqueue(burst.rest(sent));
    }

    private void enqueue(ByteBuf bytes) {
        ArrayDeque<ByteBuf> waitingHere = queue == null ? new ArrayDeque<>(4) : queue;
        queue = waitingHere;
        waitingHere.add(bytes);
        queued += bytes.readableBytes();
        if (!waiting) {
            feed(); // always whole: what is dropped below begins and ends between two frames
        } else if (queued > limit) {
            whenSlow.accept(dropQueue());
            close(Problem.SLOW_READER);
        }
    }

    /** Gives Netty the next bytes; asks again when the network has taken them. */
    private void feed() {
        ArrayDeque<ByteBuf> waitingHere = queue;
        if (waitingHere == null || waitingHere.isEmpty()) {
            queue = null;
            drained();
            return;
        }
        waiting = true;
        int given = 0;
        ChannelFuture last = null;
        while (given < Burst.MAX_BYTES && !waitingHere.isEmpty()) {
            ByteBuf bytes = waitingHere.remove();
            given += bytes.readableBytes();
            last = netty.write(bytes);
        }
        netty.flush();
        int taken = given;
        if (last != null) {
            last.addListener(done -> {
                waiting = false;
                queued -= taken;
                if (done.isSuccess()) {
                    feed();
                } else {
                    dropQueue();
                }
            });
        }
    }

    private void drained() {
        List<Runnable> waiters = drained;
        drained = null;
        if (waiters != null) {
            waiters.forEach(Runnable::run);
        }
    }

    /** Forgets what Netty was not given yet, so that the client gets whole frames only, and says how much it was. */
    private int dropQueue() {
        int dropped = 0;
        ArrayDeque<ByteBuf> waitingHere = queue;
        queue = null;
        if (waitingHere != null) {
            for (ByteBuf bytes : waitingHere) {
                dropped += bytes.readableBytes();
                bytes.release();
            }
        }
        queued -= dropped;
        return dropped;
    }

    private static byte[] control(int opcode, byte[] payload) {
        return Unpooled.buffer(2 + payload.length)
                .writeByte(opcode)
                .writeByte(payload.length)
                .writeBytes(payload)
                .array();
    }
}
