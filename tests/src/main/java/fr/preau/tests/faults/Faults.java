package fr.preau.tests.faults;

import fr.preau.tests.measure.Case;
import fr.preau.tests.measure.Programs;
import java.util.Map;
import java.util.TreeMap;

/** {@code ./preau faults NAME}. */
public final class Faults {
    private static final Map<String, Case> CASES =
            new TreeMap<>(Map.of("kill", new Kill(), "deliveries", new Deliveries()));

    private Faults() {}

    public static void main(String[] arguments) {
        Programs.main(CASES, arguments);
    }
}
