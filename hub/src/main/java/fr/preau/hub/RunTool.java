package fr.preau.hub;

import fr.preau.config.Settings;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs a hub until it is told to stop. */
final class RunTool implements Tool {
    @Override
    public String usage() {
        return """
                [--config FILE] [--data FOLDER]
                run the hub; docs/running.md and preau.yaml tell all settings""";
    }

    @Override
    public int run(List<String> arguments, Console console) {
        Options options = Options.parse(arguments, Console.SETTINGS_OPTIONS, Set.of());
        Settings settings = console.settings(options, Map.of());
        RunningHub.start(settings).untilStopped();
        return Stop.DONE;
    }
}
