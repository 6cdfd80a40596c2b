package fr.preau.tests.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;

/** One server with all of its sockets open, and how it is measured. */
final class Entrant implements AutoCloseable {
    /**
     * What one block of rounds showed.
     *
     * @param cpuEach processor seconds of the server a million deliveries
     * @param kernelShare of these, in the kernel
     * @param perSecond deliveries, from the moment of sending to the last one
     * @param flowing deliveries a second, from the first one to the last: without the way to the first
     * @param first milliseconds to the first one, median of the rounds
     * @param p50 milliseconds from the moment of sending to half of all deliveries
     * @param p99 to 99 of a hundred
     * @param last to the last one, median of the rounds
     */
    record Block(
            double cpuEach,
            double kernelShare,
            double perSecond,
            double flowing,
            double first,
            double p50,
            double p99,
            double last) {
        /** The median of each figure. */
        static Block median(List<Block> all) {
            return new Block(
                    median(all.stream().mapToDouble(Block::cpuEach).toArray()),
                    median(all.stream().mapToDouble(Block::kernelShare).toArray()),
                    median(all.stream().mapToDouble(Block::perSecond).toArray()),
                    median(all.stream().mapToDouble(Block::flowing).toArray()),
                    median(all.stream().mapToDouble(Block::first).toArray()),
                    median(all.stream().mapToDouble(Block::p50).toArray()),
                    median(all.stream().mapToDouble(Block::p99).toArray()),
                    median(all.stream().mapToDouble(Block::last).toArray()));
        }

        static double median(double[] values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            return sorted[sorted.length / 2];
        }
    }

    private static final int FEW = 500;
    private static final int FEW_ROUNDS = 20;
    private static final double NANOS_A_MILLI = 1e6;

    private final Contender server;
    private final int sockets;
    private final List<Load> loads = new ArrayList<>();
    private double[] bytesEach = {};
    private int messageBytes;

    private Entrant(Contender server, int sockets) {
        this.server = server;
        this.sockets = sockets;
    }

    /** Opens the sockets of a server, so many times, to see what one costs. Closes the server if that fails. */
    static Entrant open(Contender server, int sockets, int openings) throws IOException {
        Entrant entrant = new Entrant(server, sockets);
        try {
            entrant.meetFew();
            server.collect();
            long before = entrant.resident();
            double[] each = new double[openings];
            for (int i = 0; i < openings; i++) {
                entrant.leave();
                entrant.enter(sockets);
                server.collect();
                each[i] = (entrant.resident() - before) / (double) sockets;
            }
            entrant.bytesEach = each;
            return entrant;
        } catch (RuntimeException | IOException e) {
            entrant.close();
            throw e;
        }
    }

    /** A few come and go first: what a server loads and sets up once is not what a connection costs. */
    private void meetFew() throws IOException {
        enter(Math.min(FEW, sockets));
        rounds(FEW_ROUNDS, 1);
        leave();
    }

    private void enter(int count) throws IOException {
        List<Contender.Node> nodes = server.nodes();
        for (int i = 0; i < nodes.size(); i++) {
            int own = count * (i + 1) / nodes.size() - count * i / nodes.size();
            loads.add(Load.open(nodes.get(i).port(), server.path(), own, server.firstMessages(i)));
        }
    }

    private void leave() {
        loads.forEach(Load::close);
        loads.clear();
    }

    /**
     * From the sending of a round.
     *
     * @param first nanoseconds to the first delivery
     * @param last to the last one
     */
    record Took(long first, long last) {}

    /** Rounds, each of so many messages at once. */
    List<Took> rounds(int rounds, int messages) throws IOException {
        List<Took> took = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            for (Load load : loads) {
                load.expect(messages);
            }
            long begun = System.nanoTime();
            server.broadcast(messages);
            long first = Long.MAX_VALUE;
            long last = 0;
            for (Load load : loads) {
                Load.Round round = load.done();
                first = Math.min(first, round.first() - begun);
                last = Math.max(last, round.last() - begun);
                messageBytes = round.bytes();
            }
            took.add(new Took(first, last));
            for (Load load : loads) {
                load.begun(begun);
            }
        }
        return took;
    }

    /** Rounds that count, each of so many messages at once. */
    Block block(int rounds, int messages) throws IOException {
        report();
        Children.Time before = time();
        List<Took> took = rounds(rounds, messages);
        Children.Time used = time().minus(before);
        Histogram deliveries = report();
        double count = (double) rounds * messages * sockets;
        return new Block(
                used.all() / count * 1_000_000,
                used.kernel() / Math.max(used.all(), 1e-9),
                count / (took.stream().mapToLong(Took::last).sum() / 1e9),
                count
                        / (took.stream()
                                        .mapToLong(one -> one.last() - one.first())
                                        .sum()
                                / 1e9),
                Block.median(took.stream().mapToDouble(Took::first).toArray()) / NANOS_A_MILLI,
                deliveries.getValueAtPercentile(50) / NANOS_A_MILLI,
                deliveries.getValueAtPercentile(99) / NANOS_A_MILLI,
                Block.median(took.stream().mapToDouble(Took::last).toArray()) / NANOS_A_MILLI);
    }

    private Histogram report() throws IOException {
        Histogram all = new Histogram(3);
        for (Load load : loads) {
            all.add(load.report());
        }
        return all;
    }

    private List<Long> processes() {
        return server.nodes().stream()
                .flatMap(node -> node.processes().stream())
                .toList();
    }

    private Children.Time time() throws IOException {
        Children.Time sum = new Children.Time(0, 0);
        for (long pid : processes()) {
            sum = sum.plus(Children.time(pid));
        }
        return sum;
    }

    private long resident() throws IOException {
        long sum = 0;
        for (long pid : processes()) {
            sum += Children.resident(pid);
        }
        return sum;
    }

    String name() {
        return server.name();
    }

    /** Bytes of a message as they came last. */
    int messageBytes() {
        return messageBytes;
    }

    /** Resident bytes that a connection costs, median of several openings. */
    double bytesEach() {
        return Block.median(bytesEach);
    }

    /** The same, for each opening. */
    double[] openings() {
        return bytesEach.clone();
    }

    @Override
    public void close() {
        leave();
        server.close();
    }
}
