package fr.preau.hub;

import fr.preau.bridge.onde.Export;
import fr.preau.channels.roll.Verdict;
import fr.preau.hub.imports.FaultText;
import fr.preau.hub.imports.ImportJson;
import fr.preau.hub.imports.ImportOutcome;
import fr.preau.hub.imports.ImportRequest;
import fr.preau.hub.imports.ImportText;
import fr.preau.hub.imports.RollImport;
import fr.preau.hub.imports.Words;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Brings a school's exports in, on the database of a hub that runs or that is stopped. */
final class ImportTool implements Tool {
    private static final Set<String> VALUED =
            Set.of("--school", "--pupils", "--guardians", "--teachers", "--codes", "--same", "--apart", "--lang");

    @Override
    public String usage() {
        return """
                onde --school UAI --pupils FILE --guardians FILE --teachers FILE
                  [--dry-run] [--json] [--lang fr|en] [--codes FILE] [--same CODE,…] [--apart CODE,…] [--accept-gone]
                  [--config FILE] [--data FOLDER]
                bring a school's ONDE export in; --dry-run only shows what would be done""";
    }

    @Override
    public int run(List<String> arguments, Console console) {
        if (arguments.isEmpty() || !arguments.getFirst().equals("onde")) {
            throw Stop.wrongUsage("Say what to import: ./preau import onde …");
        }
        Options options = Options.parse(
                arguments.subList(1, arguments.size()),
                SchoolTools.withSettings(VALUED),
                Set.of("--dry-run", "--json", "--accept-gone"));
        Words words = SchoolTools.words(options);
        ImportRequest request = request(options, words);
        ImportOutcome outcome =
                SchoolTools.onDatabase(options, console, ground -> new RollImport(ground, words).run(request));
        return tell(outcome, request, options, words, console);
    }

    private static ImportRequest request(Options options, Words words) {
        return new ImportRequest(
                SchoolTools.uai(options, "--school", words),
                Export.of(Path.of(options.required("--pupils"))),
                Export.of(Path.of(options.required("--guardians"))),
                Export.of(Path.of(options.required("--teachers"))),
                !options.flag("--dry-run"),
                options.flag("--accept-gone"),
                decided(options, words),
                options.path("--codes"));
    }

    private static Map<String, Verdict> decided(Options options, Words words) {
        Map<String, Verdict> decided = new HashMap<>();
        tokens(options, "--same").forEach(token -> decided.put(token, Verdict.SAME));
        tokens(options, "--apart").forEach(token -> {
            if (decided.put(token, Verdict.APART) != null) {
                throw Stop.wrongUsage(words.text("question.both", token));
            }
        });
        return decided;
    }

    private static Stream<String> tokens(Options options, String name) {
        return options.value(name).stream()
                .flatMap(text -> Stream.of(text.split(",")))
                .map(String::strip)
                .filter(token -> !token.isEmpty())
                .distinct();
    }

    private static int tell(
            ImportOutcome outcome, ImportRequest request, Options options, Words words, Console console) {
        if (outcome instanceof ImportOutcome.Done done && !done.school().open()) {
            console.err().println(words.text("school.unknown", request.uai()));
        }
        switch (outcome) {
            case ImportOutcome.Done done
            when options.flag("--json") ->
                console.out().println(new ImportJson(words).of(done).encodePrettily());
            case ImportOutcome.Done done -> {
                console.out().print(new ImportText(words).of(done));
                if (done.applied() && !done.plan().none()) {
                    console.out().println("\n" + codes(done, request, words));
                }
            }
            case ImportOutcome.NotRead notRead -> {
                if (options.flag("--json")) {
                    console.out()
                            .println(new ImportJson(words).of(notRead.faults()).encodePrettily());
                }
                FaultText text = new FaultText(words);
                notRead.faults().forEach(fault -> console.err().println(text.line(fault)));
                throw new Stop(Stop.FAILED, words.text("refused"));
            }
            case ImportOutcome.NoSchool(String uai) -> throw new Stop(Stop.FAILED, words.text("school.unknown", uai));
            case ImportOutcome.NoSuchQuestion(List<String> tokens) ->
                throw new Stop(Stop.FAILED, words.text("question.unknown", String.join(", ", tokens)));
            case ImportOutcome.EmptiesSchool(int gone, int staying) ->
                throw new Stop(Stop.FAILED, words.text("empties", gone, staying));
            case ImportOutcome.NoCodesFile(Path file, String why) ->
                throw new Stop(Stop.FAILED, words.text("codes.failed", file, why));
        }
        return Stop.DONE;
    }

    private static String codes(ImportOutcome.Done done, ImportRequest request, Words words) {
        return request.codes()
                .map(file -> words.text("codes.written", done.codes(), file))
                .orElseGet(() -> words.text("codes.none", done.school().uai()));
    }
}
