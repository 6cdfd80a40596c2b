package fr.preau.hub.stream;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Many sends in one system call: a submission ring shared with the Linux kernel (io_uring; the numbers are those of its
 * include/uapi/linux/io_uring.h). Each send is tried at once and waits for nothing, so that after {@link #submit} all
 * results are there and the kernel holds none of our memory. Used by the one thread that opened it.
 *
 * <p>Many machines allow no such ring: containers, hardened kernels, Linux before 6.1, other systems.
 */
final class Ring {
    /** What became of one send. */
    interface Outcome {
        /**
         * @param slot as it was given to {@link #add}
         * @param result bytes that the network took; below 0 an errno, negated
         */
        void sent(int slot, int result);
    }

    /** Sends of one call, a power of two. The kernel does not look up until all are done: a millisecond or two. */
    static final int CAPACITY = 256;

    static final int TRY_LATER = -11; // EAGAIN

    private static final long IO_URING_SETUP =
            425; // system calls have the same numbers on all architectures since 2019
    private static final long IO_URING_ENTER = 426;
    private static final int SINGLE_ISSUER_DEFERRED = 1 << 12 | 1 << 13;
    private static final int ENTER_GET_EVENTS = 1;
    private static final byte SEND = 26;
    private static final int DONT_WAIT_NO_SIGNAL = 0x4040;
    private static final long SENDS_OFFSET = 0x1000_0000;
    private static final int SEND_BYTES = 64;
    private static final int RESULT_BYTES = 16;
    private static final int PARAMS_BYTES = 120;
    private static final int SUBMISSION = 40; // where the parameters tell the offsets of either queue
    private static final int COMPLETION = 80;
    private static final int READ_WRITE = 3;
    private static final int SHARED_POPULATE = 0x8001;
    private static final int REFUSALS_ENOUGH = 3;
    private static final VarHandle INT = JAVA_INT.varHandle();

    private final int descriptor;
    private final MemorySegment queues;
    private final MemorySegment sends;
    private final long submittedHead;
    private final long submittedTail;
    private final long places;
    private final long completedHead;
    private final long completedTail;
    private final long results;
    private final int resultMask;
    private int prepared;

    private Ring(int descriptor, MemorySegment params) {
        this.descriptor = descriptor;
        this.places = at(params, SUBMISSION + 24);
        this.results = at(params, COMPLETION + 20);
        int resultCount = params.get(JAVA_INT, 4);
        this.queues = Kernel.map(
                Math.max(places + 4L * CAPACITY, results + (long) RESULT_BYTES * resultCount), 0, descriptor);
        this.sends = Kernel.map((long) CAPACITY * SEND_BYTES, SENDS_OFFSET, descriptor);
        this.submittedHead = at(params, SUBMISSION);
        this.submittedTail = at(params, SUBMISSION + 4);
        this.completedHead = at(params, COMPLETION);
        this.completedTail = at(params, COMPLETION + 4);
        this.resultMask = resultCount - 1;
        for (int i = 0; i < CAPACITY; i++) {
            queues.set(JAVA_INT, places + 4L * i, i);
            sends.set(JAVA_BYTE, (long) i * SEND_BYTES, SEND);
            sends.set(JAVA_INT, (long) i * SEND_BYTES + 28, DONT_WAIT_NO_SIGNAL);
        }
    }

    /** A ring for the thread that asks; none where the machine allows none. */
    static @Nullable Ring open() {
        if (!"Linux".equals(System.getProperty("os.name")) || ADDRESS.byteSize() != Long.BYTES) {
            return null;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment params = arena.allocate(PARAMS_BYTES, Long.BYTES);
            params.set(JAVA_INT, 8, SINGLE_ISSUER_DEFERRED);
            long descriptor = Kernel.call(IO_URING_SETUP, CAPACITY, params.address(), 0, 0);
            return descriptor < 0 ? null : new Ring((int) descriptor, params);
        }
    }

    /** Prepares a send; at most {@link #CAPACITY} before {@link #submit}. */
    void add(int slot, int socket, long address, int length) {
        long at = place(queues.get(JAVA_INT, submittedTail) + prepared++);
        sends.set(JAVA_INT, at + 4, socket);
        sends.set(JAVA_LONG, at + 16, address);
        sends.set(JAVA_INT, at + 24, length);
        sends.set(JAVA_LONG, at + 32, slot);
    }

    /** Does what was prepared and tells what became of each. What the kernel does not accept is to be tried later. */
    void submit(Outcome outcome) {
        int first = queues.get(JAVA_INT, submittedTail);
        int tail = first + prepared;
        int head = first;
        INT.setRelease(queues, submittedTail, tail);
        for (int refused = 0; head != tail && refused < REFUSALS_ENOUGH; ) {
            refused += Kernel.call(IO_URING_ENTER, descriptor, tail - head, 0, 0) > 0 ? 0 : 1;
            head = (int) INT.getAcquire(queues, submittedHead);
        }
        INT.setRelease(queues, submittedTail, head); // takes back the rest: its memory will be used for other things
        prepared = 0;
        complete(head - first, outcome);
        for (; head != tail; head++) {
            outcome.sent((int) sends.get(JAVA_LONG, place(head) + 32), TRY_LATER);
        }
    }

    private void complete(int expected, Outcome outcome) {
        int head = queues.get(JAVA_INT, completedHead);
        for (int told = 0; told < expected; told++, head++) {
            while (head == (int) INT.getAcquire(queues, completedTail)) {
                Kernel.call(IO_URING_ENTER, descriptor, 0, 1, ENTER_GET_EVENTS);
            }
            long at = results + (long) (head & resultMask) * RESULT_BYTES;
            int slot = (int) queues.get(JAVA_LONG, at);
            int result = queues.get(JAVA_INT, at + 8);
            INT.setRelease(queues, completedHead, head + 1);
            outcome.sent(slot, result);
        }
    }

    /** Gives the ring back to the system; it is not used any more. */
    void close() {
        Kernel.unmap(sends);
        Kernel.unmap(queues);
        Kernel.close(descriptor);
    }

    private static long place(int number) {
        return (long) (number & CAPACITY - 1) * SEND_BYTES;
    }

    private static long at(MemorySegment params, long field) {
        return params.get(JAVA_INT, field);
    }

    /** The calls of the C library that a ring is made of. */
    private static final class Kernel {
        private static final Linker LINKER = Linker.nativeLinker();
        private static final MethodHandle SYSCALL = LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow("syscall"),
                FunctionDescriptor.of(
                        JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                Linker.Option.firstVariadicArg(1));
        private static final MethodHandle MMAP = LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow("mmap"),
                FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
        private static final MethodHandle MUNMAP = LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow("munmap"), FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG));
        private static final MethodHandle CLOSE = LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow("close"), FunctionDescriptor.of(JAVA_INT, JAVA_INT));

        /** A system call; below 0 it was refused. */
        static long call(long number, long first, long second, long third, long fourth) {
            try {
                return (long) SYSCALL.invokeExact(number, first, second, third, fourth, 0L, 0L);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        /** Memory of the ring as both sides see it. */
        static MemorySegment map(long bytes, long offset, int descriptor) {
            try {
                MemorySegment mapped = (MemorySegment)
                        MMAP.invokeExact(MemorySegment.NULL, bytes, READ_WRITE, SHARED_POPULATE, descriptor, offset);
                if (mapped.address() == -1) {
                    throw new IllegalStateException("the kernel gave a ring without its memory");
                }
                return mapped.reinterpret(bytes);
            } catch (RuntimeException e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        static void unmap(MemorySegment memory) {
            try {
                int ignored = (int) MUNMAP.invokeExact(memory, memory.byteSize());
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        static void close(int descriptor) {
            try {
                int ignored = (int) CLOSE.invokeExact(descriptor);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
