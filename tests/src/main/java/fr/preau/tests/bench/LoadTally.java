package fr.preau.tests.bench;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import org.HdrHistogram.Histogram;

/** What all sockets of a {@link LoadClient} have had together; confined to its one thread. */
final class LoadTally {
    private final int sockets;
    private final Histogram took = new Histogram(3);
    private long[] came = new long[0];
    private int count;
    private int wanted;
    private long length;

    LoadTally(int sockets) {
        this.sockets = sockets;
    }

    void expect(int each) {
        wanted = each * sockets;
        count = 0;
        if (came.length < wanted) {
            came = new long[wanted];
        }
        LoadClient.say("armed");
    }

    void message(long bytes) {
        length = bytes;
        if (count < wanted) {
            came[count++] = System.nanoTime();
            if (count == wanted) {
                LoadClient.say("done " + came[0] + " " + came[count - 1] + " " + length);
            }
        }
    }

    void begun(long nanos) {
        for (int i = 0; i < count; i++) {
            took.recordValue(Math.max(0, came[i] - nanos));
        }
    }

    void report() {
        ByteBuffer bytes = ByteBuffer.allocate(took.getNeededByteBufferCapacity());
        int length = took.encodeIntoCompressedByteBuffer(bytes);
        LoadClient.say("report " + Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length)));
        took.reset();
    }
}
