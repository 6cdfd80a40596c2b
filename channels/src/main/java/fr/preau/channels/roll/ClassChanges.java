package fr.preau.channels.roll;

import java.util.List;

/** The classes of the export, and those to open and to close. */
public record ClassChanges(List<String> all, List<String> added, List<String> gone) {
    public ClassChanges {
        all = List.copyOf(all);
        added = List.copyOf(added);
        gone = List.copyOf(gone);
    }
}
