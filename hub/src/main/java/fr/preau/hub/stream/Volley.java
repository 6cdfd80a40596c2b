package fr.preau.hub.stream;

import fr.preau.channels.conversation.ChannelId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The writes of one fan-out. Sockets from which nothing waits are gathered and written to with one system call for
 * hundreds of them, where the machine has a {@link Ring}; while they are gathered the processor fetches the objects of
 * many at once, which it cannot do between two calls. All others get what they get at once. Confined to its loop.
 */
final class Volley {
    /** For fewer a ring gains nothing. */
    private static final int WORTH = 16;

    private final SocketLine[] lines = new SocketLine[Ring.CAPACITY];
    private final Burst[] bursts = new Burst[Ring.CAPACITY];
    private @Nullable Ring ring;
    private int count;

    /** @param ring none where each socket is to get a system call of its own */
    Volley(@Nullable Ring ring) {
        this.ring = ring;
    }

    /** Writes now or at the next {@link #flush}; until then the burst is not released. */
    void write(Line line, ChannelId channel, Burst burst) {
        if (ring != null && burst.address() != 0 && line instanceof SocketLine socket && socket.free()) {
            lines[count] = socket;
            bursts[count++] = burst;
            if (count == lines.length) {
                flush();
            }
        } else {
            line.events(channel, burst);
        }
    }

    void flush() {
        Ring gathered = ring;
        if (gathered == null || count < WORTH) {
            for (int i = 0; i < count; i++) {
                lines[i].write(bursts[i]);
            }
        } else {
            for (int i = 0; i < count; i++) {
                gathered.add(i, lines[i].descriptor(), bursts[i].address(), bursts[i].length());
            }
            gathered.submit((slot, result) -> lines[slot].sent(bursts[slot], result));
        }
        Arrays.fill(lines, 0, count, null);
        Arrays.fill(bursts, 0, count, null);
        count = 0;
    }

    /** Gives the ring back; what is written afterwards goes without. */
    void close() {
        if (ring != null) {
            ring.close();
            ring = null;
        }
    }
}
