package fr.preau.channels.reach;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the places of a message decide above people's choices: routes that a class of message does not take. "Not allowed" of
 * any place wins, but for one thing: together they never close the last route, as then a school's rule and a territory's,
 * each harmless, would silence families. Safety alerts ask nobody.
 *
 * @param places the widest first: territory, town, school
 */
public record RouteLayers(List<Map<Category, Set<Route>>> places) {
    /** Nobody decided anything. */
    public static final RouteLayers NONE = new RouteLayers(List.of());

    public RouteLayers {
        places = List.copyOf(places);
    }

    /** The routes that the class of message does not take; never all. */
    public Set<Route> closed(Category category) {
        var closed = EnumSet.noneOf(Route.class);
        for (var place : places) {
            var more = place.getOrDefault(category, Set.of());
            if (leavesOne(closed, more)) {
                closed.addAll(more);
            }
        }
        return Set.copyOf(closed);
    }

    /** Whether a nearer place may close these routes too. */
    public boolean leavesOne(Category category, Set<Route> more) {
        return leavesOne(closed(category), more);
    }

    private static boolean leavesOne(Set<Route> closed, Set<Route> more) {
        var left = EnumSet.allOf(Route.class);
        left.removeAll(closed);
        left.removeAll(more);
        return !left.isEmpty();
    }
}
