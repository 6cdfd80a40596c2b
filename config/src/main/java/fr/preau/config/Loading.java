package fr.preau.config;

import java.util.List;
import java.util.stream.Collectors;

/** What reading the settings gave: settings that are right as a whole, or everything that is wrong with them. */
public sealed interface Loading {
    /**
     * The settings are complete and valid.
     *
     * @param settings what the program runs on
     */
    record Ready(Settings settings) implements Loading {}

    /**
     * Nothing may start on these settings.
     *
     * @param faults every fault that was found, at least one
     */
    record Refused(List<Fault> faults) implements Loading {
        public Refused {
            faults = List.copyOf(faults);
        }

        /** One line a fault. */
        public String text() {
            return faults.stream().map(Fault::sentence).collect(Collectors.joining("\n"));
        }
    }
}
