package fr.preau.tests.faults;

import fr.preau.tests.measure.Case;
import fr.preau.tests.measure.Programs;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code ./preau faults [NAME]}: one case, or all of them one after the other. */
public final class Faults {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

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
        cases.put(
                "cuts",
                new UnderTraffic(
                        "connections cut at any moment, also between commit and answer",
                        1.5,
                        1,
                        Map.of(),
                        PATIENCE,
                        Pace.STEADY,
                        Cuts::new));
        cases.put(
                "delay",
                new UnderTraffic(
                        "a network that is late, and never by the same time",
                        1.5,
                        1,
                        Map.of(),
                        PATIENCE,
                        Pace.STEADY,
                        Delay::new));
        cases.put(
                "halfopen",
                new UnderTraffic(
                        "all connections dead without anybody being told",
                        4,
                        2,
                        HalfOpen.SETTINGS,
                        HalfOpen.PATIENCE,
                        Pace.STEADY,
                        HalfOpen::new));
        cases.put(
                "slow",
                new UnderTraffic(
                        "readers that read next to nothing are cut and come back; p99 of the others with and without",
                        6,
                        4,
                        Map.of(),
                        PATIENCE,
                        SlowReaders.PACE,
                        SlowReaders::new));
        cases.put("clock", new ClockJumps());
        cases.put("shutdown", new Shutdown());
        cases.put("deliveries", new Deliveries());
        cases.put("node", new Node());
        cases.put("storm", new Storm());
        return cases;
    }
}
