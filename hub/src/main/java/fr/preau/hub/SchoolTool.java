package fr.preau.hub;

import fr.preau.hub.imports.Schools;
import fr.preau.hub.imports.Schools.Opening;
import fr.preau.hub.imports.Words;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/** Opens a school, so that its directory can be imported. */
final class SchoolTool implements Tool {
    private static final Set<String> VALUED =
            Set.of("--uai", "--name", "--town-insee", "--town-name", "--district", "--territory", "--zone", "--lang");

    @Override
    public String usage() {
        return """
                --uai UAI --name NAME --town-insee CODE --town-name TOWN [--district NAME]
                  [--territory NAME] [--zone Europe/Paris] [--lang fr|en] [--config FILE] [--data FOLDER]
                open a school, its town and its district, or give them other names""";
    }

    @Override
    public int run(List<String> arguments, Console console) {
        Options options = Options.parse(arguments, SchoolTools.withSettings(VALUED), Set.of());
        Words words = SchoolTools.words(options);
        Opening opening = opening(options, words);
        Schools.Outcome outcome =
                SchoolTools.onDatabase(options, console, ground -> new Schools(ground.pool()).open(opening));
        switch (outcome) {
            case Schools.Outcome.Open() ->
                console.out().println(words.text("school.open", opening.uai(), opening.name()));
            case Schools.Outcome.WhichTerritory(List<String> names) ->
                throw new Stop(Stop.FAILED, words.text("school.territories", String.join(", ", names)));
            case Schools.Outcome.OtherZone(String territory, String zone) ->
                throw new Stop(Stop.FAILED, words.text("school.zoneOther", territory, zone));
        }
        return Stop.DONE;
    }

    private static Opening opening(Options options, Words words) {
        String insee = options.required("--town-insee");
        if (!insee.matches("[0-9AB]{5}")) {
            throw Stop.wrongUsage(words.text("school.insee"));
        }
        options.value("--zone").ifPresent(zone -> {
            try {
                ZoneId.of(zone);
            } catch (DateTimeException e) {
                throw Stop.wrongUsage(words.text("school.zone", zone));
            }
        });
        return new Opening(
                SchoolTools.uai(options, "--uai", words),
                SchoolTools.filled(options, "--name"),
                insee,
                SchoolTools.filled(options, "--town-name"),
                options.value("--district"),
                options.value("--territory"),
                options.value("--zone"));
    }
}
