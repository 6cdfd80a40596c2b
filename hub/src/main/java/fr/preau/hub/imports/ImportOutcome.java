package fr.preau.hub.imports;

import fr.preau.bridge.onde.OndeFault;
import fr.preau.bridge.onde.OndeNote;
import fr.preau.channels.roll.RollPlan;
import java.nio.file.Path;
import java.util.List;

/** How an import ended. Only {@link Done} may have written anything. */
public sealed interface ImportOutcome {
    /**
     * The import was tried, or done.
     *
     * @param applied whether it was done
     * @param mapping the version of the table of headings by which the exports were read
     * @param codes activation codes that were written
     */
    record Done(School school, RollPlan plan, List<OndeNote> notes, int mapping, boolean applied, int codes)
            implements ImportOutcome {}

    /** The exports cannot be used. */
    record NotRead(List<OndeFault> faults) implements ImportOutcome {}

    /** The school is not open here. */
    record NoSchool(String uai) implements ImportOutcome {}

    /** An answer was given to questions that do not arise. */
    record NoSuchQuestion(List<String> tokens) implements ImportOutcome {}

    /** More pupils would go than stay. */
    record EmptiesSchool(int gone, int staying) implements ImportOutcome {}

    /** The file for the activation codes cannot be made. */
    record NoCodesFile(Path file, String why) implements ImportOutcome {}
}
