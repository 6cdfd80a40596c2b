package fr.preau.channels.people;

import java.util.UUID;

/** An account: a person in one profile. */
public record AccountId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
