package fr.preau.channels.people;

import java.util.UUID;

/** A signed-in device. */
public record SessionId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
