package fr.preau.channels.roll;

import java.util.List;

/**
 * A row of the guardians' export.
 *
 * @param line the line of the file on which the row starts; the heading is on line 1
 */
public record GuardianRow(int line, GuardianEntry entry, List<ChildRef> children) {
    public GuardianRow {
        children = List.copyOf(children);
    }

    /** The same for rows that say the same, on whatever line. */
    String fingerprint() {
        return Fingerprint.of(entry + "\n" + children, 16);
    }
}
