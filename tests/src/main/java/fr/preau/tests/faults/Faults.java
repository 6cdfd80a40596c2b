package fr.preau.tests.faults;

import fr.preau.tests.measure.Case;
import fr.preau.tests.measure.Programs;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code ./preau faults [NAME]}: one case, or all of them one after the other. */
public final class Faults {
    private Faults() {}

    public static void main(String[] arguments) {
        if (arguments.length > 0 && !arguments[0].startsWith("--")) {
            Programs.main(cases(), arguments);
        } else {
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            System.exit(new AllFaults(cases(), out).run(List.of(arguments)));
        }
    }

    /** By their names, in the order in which they are run. */
    private static Map<String, Case> cases() {
        Map<String, Case> cases = new LinkedHashMap<>();
        cases.put("kill", new Kill());
        cases.put("postgres", new Postgres());
        cases.put("disk", new Disk());
        cases.put("failover", new Failover());
        cases.put("deliveries", new Deliveries());
        cases.put("node", new Node());
        return cases;
    }
}
