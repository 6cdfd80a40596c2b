package fr.preau.channels.roll;

import java.util.List;
import java.util.UUID;

/** A known person of whom the export now says something else. */
public record Revised<E>(UUID person, List<Integer> rows, E before, E after) {
    public Revised {
        rows = List.copyOf(rows);
    }
}
