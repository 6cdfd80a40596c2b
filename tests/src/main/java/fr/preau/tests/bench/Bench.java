package fr.preau.tests.bench;

import fr.preau.tests.measure.Case;
import fr.preau.tests.measure.Programs;
import java.util.Map;
import java.util.TreeMap;

/** {@code ./preau bench NAME}. */
public final class Bench {
    private static final Map<String, Case> CASES = new TreeMap<>(Map.of(
            "broadcast",
            new Broadcast(),
            "bulletin",
            new Bulletin(),
            "history",
            new History(),
            "posts",
            new Posts(),
            "start",
            new Start(),
            "workers",
            new Workers()));

    private Bench() {}

    public static void main(String[] arguments) {
        Programs.main(CASES, arguments);
    }
}
