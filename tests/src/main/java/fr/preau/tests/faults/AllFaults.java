package fr.preau.tests.faults;

import fr.preau.tests.measure.Case;
import fr.preau.tests.measure.Machine;
import fr.preau.tests.measure.Options;
import fr.preau.tests.measure.Table;
import fr.preau.tests.measure.Verdict;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Every case one after the other, and then one table, in the form in which it can be put into GUARANTEES.md. */
final class AllFaults {
    private static final int STANDARD_ROUNDS = 10;

    private final Map<String, Case> cases;
    private final PrintStream out;

    AllFaults(Map<String, Case> cases, PrintStream out) {
        this.cases = cases;
        this.out = out;
    }

    /** Exit code 0 all are ok, 1 one is not, 2 wrong usage, 3 one cannot be run on this machine and all others are ok. */
    int run(List<String> arguments) {
        Options options;
        int rounds;
        try {
            options = Options.parse(arguments).only("rounds");
            rounds = options.number("rounds", STANDARD_ROUNDS);
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return 2;
        }
        double estimate = cases.values().stream()
                        .mapToDouble(one -> one.secondsARound() * one.roundsOf(rounds))
                        .sum()
                / 60;
        out.printf("%d cases, up to %d rounds each: about %.0f min.%n", cases.size(), rounds, Math.ceil(estimate));
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        cases.forEach((name, one) -> {
            out.printf(
                    "%n%s (%d of %d), about %.1f min%n",
                    name, verdicts.size() + 1, cases.size(), one.secondsARound() * one.roundsOf(rounds) / 60);
            long begun = System.nanoTime();
            Verdict verdict = verdict(one, one.roundsOf(rounds));
            verdicts.put(name, verdict);
            out.printf(
                    "%s %s after %d s%n",
                    name, word(verdict), TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun));
        });
        return report(verdicts, rounds);
    }

    private Verdict verdict(Case one, int rounds) {
        try {
            return one.run(Options.parse(List.of("--rounds", Integer.toString(rounds))), Table.on(out));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Verdict(false, Map.of(Verdict.OWN, "interrupted"));
        } catch (Exception | AssertionError e) {
            e.printStackTrace(out);
            return new Verdict(false, Map.of(Verdict.OWN, "failed: " + e.getMessage()));
        }
    }

    private int report(Map<String, Verdict> verdicts, int rounds) {
        Machine machine = Machine.here();
        out.printf(
                "%n%s, %d cores, %d GiB, up to %d rounds:%n%n",
                LocalDate.now(), machine.cores(), machine.memoryGiB(), rounds);
        out.println("| fault | rounds | acknowledged | lost | doubled | out of order | leaked | besides | |");
        out.println("|---|---|---|---|---|---|---|---|---|");
        verdicts.forEach((name, verdict) -> out.println(row(name, verdict)));
        out.println();
        List<String> failed = new ArrayList<>();
        List<String> notRun = new ArrayList<>();
        verdicts.forEach((name, verdict) -> {
            if (verdict.reasonNotRun() != null) {
                notRun.add(name);
            } else if (!verdict.ok()) {
                failed.add(name);
            }
        });
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("rounds", rounds);
        figures.put("failed", failed);
        figures.put("notRun", notRun);
        verdicts.forEach((name, verdict) -> figures.put(name, verdict.figures()));
        boolean ok = failed.isEmpty() && notRun.isEmpty();
        out.println(new Verdict(ok, figures).line("faults"));
        return failed.isEmpty() ? notRun.isEmpty() ? 0 : 3 : 1;
    }

    private static String row(String name, Verdict verdict) {
        return Stream.of(
                        name,
                        sum(verdict, "rounds"),
                        sum(verdict, "acknowledged"),
                        sum(verdict, "lost", "open"),
                        sum(verdict, "doubled"),
                        sum(verdict, "reordered", "gaps", "foreign", "untrue"),
                        sum(verdict, "leaked"),
                        verdict.figures().getOrDefault(Verdict.OWN, "").toString(),
                        word(verdict))
                .reduce("|", (line, cell) -> line + " " + cell.replace('|', '/').replace('\n', ' ') + " |");
    }

    private static String word(Verdict verdict) {
        return verdict.reasonNotRun() != null ? "not run: " + verdict.reasonNotRun() : verdict.ok() ? "ok" : "NOT OK";
    }

    /** These figures together; nothing where the case has none of them. */
    private static String sum(Verdict verdict, String... names) {
        List<Long> found = Stream.of(names)
                .map(verdict.figures()::get)
                .filter(Number.class::isInstance)
                .map(figure -> ((Number) figure).longValue())
                .toList();
        return found.isEmpty()
                ? ""
                : String.format(
                        java.util.Locale.ROOT,
                        "%,d",
                        found.stream().mapToLong(Long::longValue).sum());
    }
}
