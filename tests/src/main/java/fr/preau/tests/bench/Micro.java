package fr.preau.tests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import fr.preau.tests.Repository;
import fr.preau.tests.measure.Case;
import fr.preau.tests.measure.Options;
import fr.preau.tests.measure.Table;
import fr.preau.tests.measure.Verdict;
import fr.preau.tests.measure.WorkFolder;
import fr.preau.tests.wire.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The hot code alone, by JMH: what stands among the hub's tests as {@code …Bench}. */
final class Micro implements Case {
    private static final int MINUTES_AT_MOST = 10;

    @Override
    public String about() {
        return "the hot code alone, by JMH: time and allocation an operation [--filter REGEX] [--rounds 3]";
    }

    @Override
    public Verdict run(Options options, Table out) throws Exception {
        options.only("filter", "rounds");
        String filter = options.text("filter").orElse(".*");
        int rounds = options.number("rounds", 3);
        try (WorkFolder folder = WorkFolder.make("micro")) {
            Path result = folder.path().resolve("result.json");
            Path log = folder.path().resolve("log");
            Process jmh = new ProcessBuilder(command(filter, rounds, result))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try {
                if (!jmh.waitFor(MINUTES_AT_MOST, TimeUnit.MINUTES) || jmh.exitValue() != 0) {
                    throw new IllegalStateException("JMH did not end well:\n" + Repository.text(log));
                }
            } finally {
                jmh.descendants().forEach(ProcessHandle::destroyForcibly);
                jmh.destroyForcibly();
            }
            return verdict(Json.read(Repository.text(result)), filter, out);
        }
    }

    /** Average time in nanoseconds; one second a round, two of warm-up, a JVM of its own for each. */
    private static List<String> command(String filter, int rounds, Path result) {
        String classes = Repository.root().resolve("hub/target/test-classes").toString();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classes + ":" + System.getProperty("java.class.path"),
                "org.openjdk.jmh.Main",
                filter));
        command.addAll(List.of("-f 1 -wi 2 -w 1s -r 1s -bm avgt -tu ns -prof gc -rf json".split(" ")));
        command.addAll(List.of("-i", Integer.toString(rounds), "-rff", result.toString()));
        return command;
    }

    private static Verdict verdict(JsonNode results, String filter, Table out) {
        if (results.isEmpty()) {
            throw new IllegalArgumentException("No bench fits --filter " + filter);
        }
        Table table = out.head("                      what", "ns/op", "+-", "bytes/op");
        Map<String, Object> figures = new LinkedHashMap<>();
        for (JsonNode one : results) {
            String[] names = one.get("benchmark").asText().split("\\.");
            String name = names[names.length - 2].replaceAll("Bench$", "") + "." + names[names.length - 1];
            JsonNode time = one.get("primaryMetric");
            double nanos = rounded(time.get("score").asDouble());
            double bytes = rounded(one.get("secondaryMetrics")
                    .get("gc.alloc.rate.norm")
                    .get("score")
                    .asDouble());
            table.row(name, nanos, rounded(time.get("scoreError").asDouble(0)), bytes);
            figures.put(name, Map.of("nanos", nanos, "bytes", bytes));
        }
        return new Verdict(true, figures);
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
