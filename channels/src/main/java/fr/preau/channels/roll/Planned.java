package fr.preau.channels.roll;

import java.util.List;
import java.util.UUID;

/** A person of the plan and the rows that speak of this person. */
public record Planned<E>(UUID person, List<Integer> rows, E entry) {
    public Planned {
        rows = List.copyOf(rows);
    }
}
