package fr.preau.hub;

import fr.preau.config.Settings;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.ground.OpenGround;
import fr.preau.hub.imports.Words;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.LoggerFactory;

/** What the tools for schools share. */
final class SchoolTools {
    /** Results go to the terminal, so the log must be silent unless somebody asks for it. */
    private static final Map<String, String> UNLESS_SET =
            Map.of("PREAU_LOG_LEVEL", "error", "PREAU_LOG_FORMAT", "text");

    private SchoolTools() {}

    static Set<String> withSettings(Set<String> options) {
        Set<String> all = new HashSet<>(options);
        all.addAll(Console.SETTINGS_OPTIONS);
        return all;
    }

    static Words words(Options options) {
        String language = options.value("--lang").orElse("fr");
        if (!Set.of("fr", "en").contains(language)) {
            throw Stop.wrongUsage("--lang is fr or en");
        }
        return Words.in(language);
    }

    static String uai(Options options, String name, Words words) {
        String uai = options.required(name);
        if (!uai.matches("[0-9]{7}[A-Z]")) {
            throw Stop.wrongUsage(words.text("school.uai"));
        }
        return uai;
    }

    static String filled(Options options, String name) {
        String value = options.required(name).strip();
        if (value.isEmpty()) {
            throw Stop.wrongUsage(name + " is missing");
        }
        return value;
    }

    /** Works on the database of a hub that runs, or starts the database for as long as the work takes. */
    static <T> T onDatabase(Options options, Console console, Function<Ground, T> work) {
        Settings settings = console.settings(options, UNLESS_SET);
        // Made here once: threads that make their first loggers at the same time get a warning on the terminal.
        LoggerFactory.getILoggerFactory();
        OpenGround ground = OpenGround.join(settings, Clock.systemUTC()).await();
        try {
            return work.apply(ground.ground());
        } finally {
            ground.close().await();
        }
    }
}
