package fr.preau.channels.conversation;

import java.util.UUID;

/** A post. */
public record PostId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
