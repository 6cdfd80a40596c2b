package fr.preau.tests.faults;

import fr.preau.tests.measure.Table;
import fr.preau.tests.measure.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Rounds of one case, possibly on several hubs, and what they come to. */
final class Tally {
    private final Table table;
    private final List<Long> back = new ArrayList<>();
    private final Map<String, Object> figures = new LinkedHashMap<>();
    private boolean clean = true;

    Tally(Table table) {
        this.table = table;
    }

    /** One round is over: everybody posts again, now. */
    void round(String what, long brokenAtNanos, long acknowledged) {
        back.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - brokenAtNanos));
        table.row(back.size(), what, back.getLast(), acknowledged);
    }

    /** What was found on one hub; counts are added to those of hubs before. */
    void add(Traffic traffic, Findings findings) {
        clean &= findings.none() && traffic.acknowledged() > 0;
        traffic.figures(0, findings, table).forEach((name, count) -> figures.merge(name, count, Tally::sum));
    }

    Verdict verdict(int rounds, long goalMillis) {
        long slowest = back.stream().max(Long::compare).orElse(0L);
        long median = back.stream().sorted().toList().get(back.size() / 2);
        figures.put("rounds", rounds);
        figures.put("backMedianMillis", median);
        figures.put("backMaxMillis", slowest);
        figures.put(Verdict.OWN, "writes back after " + median + " ms, at most " + slowest + " ms");
        return new Verdict(clean && slowest <= goalMillis, figures);
    }

    private static Object sum(Object one, Object other) {
        return ((Number) one).longValue() + ((Number) other).longValue();
    }
}
