package fr.preau.hub;

import fr.preau.config.Loading;
import fr.preau.config.Settings;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a tool has of the world: the environment and the two streams of the terminal.
 *
 * @param environment variables, {@code PREAU_…} among them settings
 * @param out for results
 * @param err for what went wrong
 */
public record Console(Map<String, String> environment, PrintStream out, PrintStream err) {
    /** The options that {@link #settings} understands: the file of settings, and the data folder. */
    public static final Set<String> SETTINGS_OPTIONS = Set.of("--config", "--data");

    /**
     * The settings that hold for this call, and a log that follows them.
     *
     * @param unlessSet variables that hold where neither the environment nor an option says otherwise
     * @throws Stop with every fault
     */
    public Settings settings(Options options, Map<String, String> unlessSet) {
        Map<String, String> variables = new HashMap<>(unlessSet);
        environment.forEach((name, value) -> {
            if (!value.isBlank()) {
                variables.put(name, value);
            }
        });
        options.value("--data").ifPresent(folder -> variables.put("PREAU_NODE_DATA_DIR", folder));
        return switch (Settings.load(options.path("--config"), variables)) {
            case Loading.Ready ready -> LogSetup.applied(ready.settings());
            case Loading.Refused refused ->
                throw Stop.wrongUsage("These settings are not right; nothing was started.\n" + refused.text());
        };
    }
}
