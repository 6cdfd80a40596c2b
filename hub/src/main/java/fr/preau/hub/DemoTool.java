package fr.preau.hub;

import fr.preau.config.Settings;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs a hub with an imaginary town, imaginary telephones and no night, to look at. */
final class DemoTool implements Tool {
    private static final Map<String, String> UNLESS_SET = Map.of(
            "PREAU_NODE_DATA_DIR", ".preau/demo",
            "PREAU_SANDBOX_ENABLED", "true",
            "PREAU_SMS_PROVIDER", "sandbox",
            "PREAU_PAUSE_ENABLED", "false",
            "PREAU_LOG_FORMAT", "text",
            "PREAU_LOG_LEVEL", "warn");

    @Override
    public String usage() {
        return """
                [--data FOLDER]
                show a hub with an imaginary town; the data is kept in FOLDER""";
    }

    @Override
    public int run(List<String> arguments, Console console) {
        Options options = Options.parse(arguments, Set.of("--data"), Set.of());
        Settings settings = console.settings(options, UNLESS_SET);
        RunningHub running = RunningHub.start(settings);
        console.out().println("Préau : http://localhost:" + running.hub().port());
        running.untilStopped();
        return Stop.DONE;
    }
}
