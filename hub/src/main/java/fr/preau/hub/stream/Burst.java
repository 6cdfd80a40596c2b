package fr.preau.hub.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * What leaves together: the events of one loop turn in one buffer outside the heap, which all sockets of the loop that
 * get the same events share. Whoever made it releases it; a socket that cannot take all of it at once keeps a slice.
 */
final class Burst {
    /** Larger ones would let one fast channel hold the loop, smaller ones cost a system call more a socket. */
    static final int MAX_BYTES = 65_536;

    /** Events at most, so that who sees which fits the bits of one long. */
    static final int MAX_EVENTS = 64;

    private final List<Encoded> events;
    private final ByteBuf bytes;
    private final ByteBuffer view;
    private final long address;

    private Burst(List<Encoded> events, ByteBuf bytes) {
        this.events = events;
        this.bytes = bytes;
        this.view = bytes.nioBuffer();
        this.address = bytes.hasMemoryAddress() ? bytes.memoryAddress() + bytes.readerIndex() : 0;
    }

    static Burst of(ByteBufAllocator allocator, List<Encoded> events) {
        int size = 0;
        for (Encoded event : events) {
            size += event.size();
        }
        ByteBuf bytes = allocator.directBuffer(size, size);
        for (Encoded event : events) {
            event.writeTo(bytes);
        }
        return new Burst(events, bytes);
    }

    /** A frame for one reader alone. */
    static Burst of(ByteBufAllocator allocator, byte[] frame) {
        return new Burst(
                List.of(), allocator.directBuffer(frame.length, frame.length).writeBytes(frame));
    }

    List<Encoded> events() {
        return events;
    }

    int length() {
        return view.limit();
    }

    /** Where the bytes lie, or 0 where the platform does not tell. */
    long address() {
        return address;
    }

    /** The bytes as the JDK sees them; position and limit may not be moved. */
    ByteBuffer view() {
        return view;
    }

    /** What follows after the first bytes, to be released by the caller. */
    ByteBuf rest(int after) {
        return bytes.retainedSlice(bytes.readerIndex() + after, length() - after);
    }

    void release() {
        bytes.release();
    }
}
