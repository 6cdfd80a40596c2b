package fr.preau.tests.bench;

import fr.preau.tests.measure.Case;
import fr.preau.tests.measure.HubProcess;
import fr.preau.tests.measure.Options;
import fr.preau.tests.measure.Table;
import fr.preau.tests.measure.Verdict;
import fr.preau.tests.measure.WorkFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From the start of the process until /health/ready says yes: first start on an empty folder, then warm ones. */
final class Start implements Case {
    private static final int GOAL_MILLIS = 3_000;

    @Override
    public String about() {
        return "time to ready, warm (goal: median under 3 s) [--rounds 5]";
    }

    @Override
    public Verdict run(Options options, Table out) throws Exception {
        int rounds = options.only("rounds").number("rounds", 5);
        Table table = out.head("start", "ms to ready");
        List<Long> warm = new ArrayList<>();
        long first;
        try (WorkFolder folder = WorkFolder.make("start")) {
            HubProcess hub = HubProcess.start(folder.path(), archive(folder.path()), Map.of());
            first = hub.readyAfter().toMillis();
            table.row("first", first);
            hub.stop();
            for (int i = 1; i <= rounds; i++) {
                HubProcess again = hub.again();
                warm.add(again.readyAfter().toMillis());
                table.row("warm " + i, warm.getLast());
                again.stop();
            }
        }
        long median = warm.stream().sorted().toList().get(warm.size() / 2);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("firstMillis", first);
        figures.put("warmMedianMillis", median);
        figures.put("warmMaxMillis", warm.stream().max(Long::compare).orElseThrow());
        figures.put("goalMillis", GOAL_MILLIS);
        return new Verdict(median < GOAL_MILLIS, figures);
    }

    /** As ./preau run does it: an archive of loaded classes, made by the first start and used by the next ones. */
    private static List<String> archive(Path folder) {
        return List.of(
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + folder.resolve("preau.jsa"),
                "-Xlog:disable",
                "-Xlog:all=error:stderr");
    }
}
