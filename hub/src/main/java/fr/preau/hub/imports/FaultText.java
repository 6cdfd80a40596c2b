package fr.preau.hub.imports;

import fr.preau.bridge.onde.OndeFault;
import java.util.List;

/** What is wrong with an export, where, and what to do, in one line. */
public final class FaultText {
    private final Words words;

    public FaultText(Words words) {
        this.words = words;
    }

    /** The fault with its place. */
    public String line(OndeFault fault) {
        String place = fault.line() == 0
                ? fault.file()
                : words.text(fault.column() == 0 ? "place.line" : "place", fault.file(), fault.line(), fault.column());
        return place + " : " + reason(fault);
    }

    /** What is wrong and what to do. */
    String reason(OndeFault fault) {
        List<String> details = fault.kind() == OndeFault.Kind.OTHER_EXPORT
                ? List.of(words.text("file." + fault.details().getFirst()))
                : fault.details();
        return words.text("fault." + fault.kind(), details.toArray());
    }
}
