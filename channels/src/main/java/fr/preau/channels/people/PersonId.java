package fr.preau.channels.people;

import java.util.UUID;

/** A person. */
public record PersonId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
