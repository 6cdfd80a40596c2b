package fr.preau.tests.bench;

import static fr.preau.tests.bench.Broadcast.rounded;

import fr.preau.tests.bench.Entrant.Block;
import fr.preau.tests.measure.Table;
import fr.preau.tests.measure.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What {@link Broadcast} measured, as tables, goals and one line for machines. */
final class BroadcastFigures {
    private static final double MEMORY_GOAL = 10_240;
    private static final Map<String, Double> CPU_GOALS =
            Map.of(References.NAIVE, 0.85, References.NETTY, 1.15, References.SEND, 1.15, References.NCHAN, 0.8);
    private static final double RATE_GOAL = 0.9;
    private static final double P99_GOAL = 1.2;
    private static final double LAST_GOAL = 1.3;
    private static final double BURST_GOAL = 5;

    private final int burst;
    private final int nodes;
    private final Map<Entrant, List<Block>> lone = new LinkedHashMap<>();
    private final Map<Entrant, List<Block>> together = new LinkedHashMap<>();
    private final Map<String, Object> figures = new LinkedHashMap<>();
    private boolean ok = true;

    /**
     * @param burst messages at once in the second run
     * @param nodes processes of each server
     */
    BroadcastFigures(int burst, int nodes) {
        this.burst = burst;
        this.nodes = nodes;
    }

    void lone(Entrant entrant, Block block) {
        lone.computeIfAbsent(entrant, e -> new ArrayList<>()).add(block);
    }

    void burst(Entrant entrant, Block block) {
        together.computeIfAbsent(entrant, e -> new ArrayList<>()).add(block);
    }

    /** @param missing which references were not measured, and why */
    Verdict verdict(Map<String, String> missing, Table out) {
        servers(out);
        missing.forEach((name, why) -> out.say(name + " was not measured: " + why));
        goals(out);
        figures.put("notMeasured", missing);
        return new Verdict(ok, figures);
    }

    private void servers(Table out) {
        Table table = out.head(
                "                     server",
                "at once",
                "CPU s a million",
                "of it kernel",
                "deliveries/s",
                "flowing",
                "first ms",
                "p50 ms",
                "p99 ms",
                "last ms",
                "bytes a connection");
        lone.forEach((entrant, blocks) -> {
            row(table, entrant, 1, blocks);
            List<Block> bursts = together.get(entrant);
            if (bursts != null) {
                row(table, entrant, burst, bursts);
            }
        });
    }

    private void row(Table table, Entrant entrant, int atOnce, List<Block> blocks) {
        Block median = Block.median(blocks);
        table.row(
                entrant.name(),
                atOnce,
                rounded(median.cpuEach()),
                Math.round(median.kernelShare() * 100) + " %",
                Math.round(median.perSecond()),
                Math.round(median.flowing()),
                rounded(median.first()),
                rounded(median.p50()),
                rounded(median.p99()),
                rounded(median.last()),
                Math.round(entrant.bytesEach()));
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("cpuSecondsPerMillion", rounded(median.cpuEach()));
        own.put("kernelShare", rounded(median.kernelShare()));
        own.put("deliveriesPerSecond", Math.round(median.perSecond()));
        own.put("deliveriesPerSecondFlowing", Math.round(median.flowing()));
        own.put("firstDeliveryMillis", rounded(median.first()));
        own.put("p50Millis", rounded(median.p50()));
        own.put("p99Millis", rounded(median.p99()));
        own.put("lastDeliveryMillis", rounded(median.last()));
        own.put("residentBytesPerConnection", Math.round(entrant.bytesEach()));
        figures.put(atOnce == 1 ? entrant.name() : entrant.name() + ", " + atOnce + " at once", own);
    }

    private void goals(Table out) {
        Table table = out.head("                                              goal", "measured", "  wanted", "reached");
        Entrant hub = lone.keySet().iterator().next();
        List<Block> own = lone.getOrDefault(hub, List.of());
        lone.forEach((entrant, blocks) -> {
            if (entrant != hub) {
                cpu(table, entrant.name(), ratio(own, blocks, Block::cpuEach));
            }
            if (entrant.name().equals(References.NETTY)) {
                double last = ratio(own, blocks, Block::last);
                atLeast(table, "deliveries/s, of raw Netty's", ratio(own, blocks, Block::perSecond), RATE_GOAL);
                atMost(table, "p99, of raw Netty's", ratio(own, blocks, Block::p99), P99_GOAL);
                atMost(table, "last delivery, of raw Netty's", last, nodes == 1 ? null : LAST_GOAL);
                seen(table, "deliveries/s from the first on, of raw Netty's", ratio(own, blocks, Block::flowing));
                List<Block> bursts = together.get(entrant);
                if (bursts != null) {
                    seen(table, "raw Netty's deliveries/s, burst of lone", ratio(bursts, blocks, Block::perSecond));
                }
            }
        });
        List<Block> bursts = together.get(hub);
        if (bursts != null) {
            atLeast(table, "deliveries/s, burst of lone", ratio(bursts, own, Block::perSecond), BURST_GOAL);
        }
        atMost(table, "resident bytes a connection", hub.bytesEach(), MEMORY_GOAL);
        figures.put(
                "residentBytesOfEachOpening",
                Arrays.stream(hub.openings()).mapToLong(Math::round).boxed().toList());
    }

    private void cpu(Table table, String reference, double ratio) {
        atMost(table, "CPU a delivery, of " + reference + "'s", ratio, CPU_GOALS.get(reference));
    }

    private static double ratio(List<Block> ours, List<Block> theirs, ToDoubleFunction<Block> figure) {
        double[] ratios = new double[Math.min(ours.size(), theirs.size())];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = figure.applyAsDouble(ours.get(i)) / figure.applyAsDouble(theirs.get(i));
        }
        return Block.median(ratios);
    }

    private void atMost(Table table, String what, double measured, @Nullable Double wanted) {
        goal(table, what, measured, wanted, "<= ", wanted == null || measured <= wanted);
    }

    /** A ratio without a goal of its own, to understand the others by. */
    private void seen(Table table, String what, double measured) {
        atMost(table, what, measured, null);
    }

    private void atLeast(Table table, String what, double measured, double wanted) {
        goal(table, what, measured, wanted, ">= ", measured >= wanted);
    }

    private void goal(
            Table table, String what, double measured, @Nullable Double wanted, String sign, boolean reached) {
        table.row(
                what,
                rounded(measured),
                wanted == null ? "" : sign + wanted,
                wanted == null ? "" : reached ? "yes" : "NO");
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("measured", rounded(measured));
        if (wanted != null) {
            one.put("wanted", sign + wanted);
            one.put("reached", reached);
        }
        figures.put(what, one);
        ok &= reached;
    }
}
