package fr.preau.channels.bulletin;

import java.util.UUID;

/** One part of a bulletin's audience: the families behind a town, school, class, bus line or activity. */
public record Audience(Scope scope, UUID ref) {
    @Override
    public String toString() {
        return scope.code() + ":" + ref;
    }
}
