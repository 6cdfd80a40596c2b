package fr.preau.hub;

import fr.preau.hub.imports.Codes;
import fr.preau.hub.imports.Words;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Issues activation codes to the accounts of a school that nobody has used yet. */
final class CodesTool implements Tool {
    @Override
    public String usage() {
        return """
                --school UAI --out FILE [--lang fr|en] [--config FILE] [--data FOLDER]
                new activation codes for the school's accounts that nobody has used yet; FILE must not exist""";
    }

    @Override
    public int run(List<String> arguments, Console console) {
        Options options =
                Options.parse(arguments, SchoolTools.withSettings(Set.of("--school", "--out", "--lang")), Set.of());
        Words words = SchoolTools.words(options);
        String uai = SchoolTools.uai(options, "--school", words);
        Path file = Path.of(options.required("--out"));
        Codes.Outcome outcome =
                SchoolTools.onDatabase(options, console, ground -> new Codes(ground, words).issue(uai, file));
        switch (outcome) {
            case Codes.Outcome.Written(int accounts) ->
                console.out().println(words.text("codes.written", accounts, file));
            case Codes.Outcome.NoSchool() -> throw new Stop(Stop.FAILED, words.text("school.unknown", uai));
            case Codes.Outcome.NoFile(String why) -> throw new Stop(Stop.FAILED, words.text("codes.failed", file, why));
        }
        return Stop.DONE;
    }
}
