package fr.preau.hub;

import fr.preau.config.Settings;
import fr.preau.config.Settings.Log;
import fr.preau.config.Settings.LogLevel;
import java.util.Locale;

/**
 * Hands the settings of the log to {@code logback.xml}. It must be called before the first logger is made, so
 * {@link Main} and the tools have none of their own.
 */
final class LogSetup {
    private LogSetup() {}

    /** Applies the settings of the log, and gives the settings back. */
    static Settings applied(Settings settings) {
        Log log = settings.log();
        String level = log.level().name().toLowerCase(Locale.ROOT);
        boolean quiet = log.level() == LogLevel.ERROR || log.level() == LogLevel.WARN;
        System.setProperty("preau.log.format", log.format().name().toLowerCase(Locale.ROOT));
        System.setProperty("preau.log.level", level);
        System.setProperty("preau.log.others", quiet ? level : "warn");
        System.setProperty("vertx.logger-delegate-factory-class-name", "io.vertx.core.logging.SLF4JLogDelegateFactory");
        return settings;
    }
}
