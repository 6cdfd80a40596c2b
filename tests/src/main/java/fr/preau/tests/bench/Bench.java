package fr.preau.tests.bench;

import fr.preau.tests.measure.Case;
import fr.preau.tests.measure.Programs;
import fr.preau.tests.scale.Scale;
import java.util.Map;
import java.util.TreeMap;

/** {@code ./preau bench NAME}. */
public final class Bench {
    private static final Map<String, Case> CASES = new TreeMap<>(Map.ofEntries(
            Map.entry("broadcast", new Broadcast()),
            Map.entry("bulletin", new Bulletin()),
            Map.entry("catchup", new CatchUp()),
            Map.entry("hellos", new Hellos()),
            Map.entry("history", new History()),
            Map.entry("micro", new Micro()),
            Map.entry("posts", new Posts()),
            Map.entry("rows", new Rows()),
            Map.entry("scale", new Scale()),
            Map.entry("start", new Start()),
            Map.entry("workers", new Workers())));

    private Bench() {}

    public static void main(String[] arguments) {
        Programs.main(CASES, arguments);
    }
}
