package fr.preau.hub.reach;

import java.util.List;

/**
 * The carriers of one route, in the order of preference, seen from one of them.
 *
 * @param names all of them
 * @param rank whose eyes these are, from 0
 */
record Rivals(List<String> names, int rank) {
    Rivals {
        names = List.copyOf(names);
    }

    /** What {@code carrier} sees among all carriers of a hub. */
    static Rivals of(Carrier carrier, List<Carrier> all) {
        var names = all.stream()
                .filter(other -> other.route() == carrier.route())
                .map(Carrier::name)
                .toList();
        return new Rivals(names, names.indexOf(carrier.name()));
    }

    int count() {
        return names.size();
    }

    String own() {
        return names.get(rank);
    }
}
