package fr.preau.tests.measure;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command line of benches and faults: a name, then options. Exit code 0 ok, 1 not ok, 2 wrong usage, 3 cannot be run on
 * this machine.
 */
public final class Programs {
    /** Every case has this option: the file to which its figures are appended. */
    private static final String NOTE = "note";

    private Programs() {}

    /** Runs the case that the first argument names and ends the process. */
    public static void main(Map<String, Case> cases, String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(cases, List.of(arguments), out));
    }

    static int run(Map<String, Case> cases, List<String> arguments, PrintStream out) {
        Case chosen = arguments.isEmpty() ? null : cases.get(arguments.getFirst());
        if (chosen == null) {
            out.println(
                    arguments.isEmpty()
                            ? "Say which case:"
                            : "There is no case \"" + arguments.getFirst() + "\". There are:");
            cases.forEach((name, one) -> out.println("  " + name + "  " + one.about()));
            out.println(
                    "Each of them keeps its figures with [--note " + Notes.STANDARD + "], date and machine included.");
            return 2;
        }
        try {
            Options given = Options.parse(arguments.subList(1, arguments.size()));
            Options options = given.without(NOTE);
            Verdict verdict = chosen.run(options, Table.on(out));
            Optional<String> file = given.text(NOTE);
            if (file.isPresent()) {
                new Notes(Path.of(file.get())).add(arguments.getFirst(), options, verdict, Instant.now());
            }
            if (verdict.reasonNotRun() != null) {
                out.println("not run: " + verdict.reasonNotRun());
            }
            out.println(verdict.line(arguments.getFirst()));
            return verdict.ok() ? 0 : verdict.reasonNotRun() != null ? 3 : 1;
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return 2;
        } catch (Exception | AssertionError e) {
            e.printStackTrace(out);
            out.println(new Verdict(false, Map.of("error", String.valueOf(e.getMessage()))).line(arguments.getFirst()));
            return 1;
        }
    }
}
